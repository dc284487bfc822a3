package dev.marotte.standalone;

import java.io.IOException;
import java.time.Duration;

/** A short job with the broker, which starts when this is made. If the broker fails, the job ends with what is wrong. One thread. */
final class Errand implements AutoCloseable {
    /** For the job to end when it is told to; then its thread is left behind. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Crew crew = new Crew(STOPPING);
    private final Eventual<Backbone> backbone;

    Errand(DataFolder data) {
        backbone = Eventual.begin("start-broker", () -> Backbone.open(data, cause -> crew.fail("broker", cause)));
    }

    /** Waits for the broker, then for {@code work}. */
    <T> T run(Work<T> work) throws InterruptedException {
        return crew.await(crew.begin("errand", () -> work.with(backbone.get())));
    }

    @Override
    public void close() {
        try (backbone;
                crew) {
            // The job first, then what it works with.
        }
    }

    /** What is done with the broker. */
    @FunctionalInterface
    interface Work<T> {
        T with(Backbone backbone) throws IOException, InterruptedException;
    }
}
