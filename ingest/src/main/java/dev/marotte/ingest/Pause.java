package dev.marotte.ingest;

import java.time.Duration;

/** A way to let time pass. */
@FunctionalInterface
public interface Pause {
    /** Returns true after {@code time}, or false earlier if the wait is no longer wanted. */
    boolean upTo(Duration time) throws InterruptedException;
}
