package dev.marotte.ingest;

import java.time.Duration;

/** A way to let time pass. */
@FunctionalInterface
public interface Pause {
    /** Returns after {@code time}: true; or earlier, because nobody wants to wait any longer: false. */
    boolean upTo(Duration time) throws InterruptedException;
}
