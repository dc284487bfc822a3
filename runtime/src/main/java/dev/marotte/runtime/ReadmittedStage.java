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
 * A stage that starts again in the same process when its consumer group has fenced it.
 *
 * <p>A broker that led the group's partition and was stopped for a while wakes up believing that all members have been silent. It admits the member
 * under a new id, which the true leader does not know and therefore refuses for good. No other process has the name, so the work could go on; ending
 * the process would cost the start of another one. Where another process does have the name, both get the same error, so a stage that is fenced again
 * soon gives way.
 *
 * <p>{@link #run} on one thread, the rest from any.
 */
public final class ReadmittedStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(ReadmittedStage.class);
    /** Least time between two admissions; a stage that is fenced sooner fails. */
    private static final Duration APART = Duration.ofMinutes(1);

    private final Supplier<Stage> next;
    private final InstantSource clock;
    private Instant admitted = Instant.MIN;
    private volatile Stage stage;
    private volatile boolean closed;
    private volatile boolean over;

    /** @param stages gives a stage that has not run yet: one at once for the first run, and one for each later run */
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

    /** Runs the stage to its end; true if the group has fenced it and it may come back. */
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

    /** A failed stage may still start again, until {@link #run} has thrown. */
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
