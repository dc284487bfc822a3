package dev.marotte.runtime;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stage that is begun anew in the same process when its consumer group has shut it out under its own name.
 *
 * <p>A broker that was stopped for a while and led the group's partition wakes up in the belief that all members have been silent: it takes the member
 * in under another id, of which the true leader knows nothing and which that one then refuses, for good. Nobody else has the name, so the work
 * could go on; as an end of the process it would cost the start of another one. Where another process does have the name both are told the same,
 * so one that is shut out again soon gives way.
 *
 * <p>{@link #run} on one thread, the rest from any.
 */
public final class ReadmittedStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(ReadmittedStage.class);
    /** Between two admissions; one that is shut out sooner fails. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final Supplier<Stage> next;
    private final InstantSource clock;
    private Instant admitted = Instant.MIN;
    private volatile Stage stage;
    private volatile boolean closed;
    private volatile boolean over;

    /** @param stages gives one that was not run yet, at once for the first run and later for each further one */
    public ReadmittedStage(Supplier<Stage> stages, InstantSource clock) {
        next = stages;
        this.clock = clock;
        stage = stages.get();
    }

    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public void run() throws IOException, InterruptedException {
        try {
            while (isShutOut()) {
                begin(next.get());
            }
        } finally {
            over = true;
        }
    }

    /** Runs the stage to its end; whether that was because the group has shut it out, and it may come back. */
    private boolean isShutOut() throws IOException, InterruptedException {
        try {
            stage.run();
            return false;
        } catch (RuntimeException e) {
            if (!isFencing(e) || !isAdmitted()) {
                throw e;
            }
            LOG.atWarn().addKeyValue("stage", name()).setCause(e).log("Shut out of its group, joins again");
            return !closed;
        }
    }

    private boolean isAdmitted() {
        Instant now = clock.instant();
        boolean longAgo = admitted.isBefore(now.minus(APART));
        admitted = now;
        return longAgo;
    }

    private static boolean isFencing(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FencedInstanceIdException) {
                return true;
            }
        }
        return false;
    }

    private void begin(Stage another) {
        stage = another;
        if (closed) { // meanwhile
            another.close();
        }
    }

    /** What fails may be begun anew, until {@link #run} has thrown. */
    @Override
    public Health health() {
        Health said = stage.health();
        return said instanceof Health.Failed && !over ? new Health.Starting("its group once more") : said;
    }

    @Override
    public void close() {
        closed = true;
        stage.close();
    }
}
