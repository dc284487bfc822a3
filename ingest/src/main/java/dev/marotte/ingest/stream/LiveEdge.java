package dev.marotte.ingest.stream;

import dev.marotte.schemas.Pts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Measures how far a frame is behind the live edge: how much later it arrives, relative to its pts, than the promptest frame of the last seconds.
 * The promptest frame ever would not do, because the clocks of the source and of this machine drift apart. One thread.
 */
final class LiveEdge {
    private static final long WINDOW_NANOS = 5_000_000_000L;

    private final LongSupplier nanoTime;
    private long windowStart;
    private long promptest = Long.MAX_VALUE;
    private long promptestBefore = Long.MAX_VALUE;

    /** @param nanoTime monotonic */
    LiveEdge(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How far behind a frame is that arrives now. */
    Duration behind(Pts pts) {
        long now = nanoTime.getAsLong();
        if (promptest == Long.MAX_VALUE || now - windowStart > WINDOW_NANOS) {
            promptestBefore = promptest;
            promptest = Long.MAX_VALUE;
            windowStart = now;
        }
        long transit = now / 1000 - pts.micros();
        promptest = Math.min(promptest, transit);
        return Duration.of(transit - Math.min(promptest, promptestBefore), ChronoUnit.MICROS);
    }

    /** Starts over: the next frame counts as being at the live edge. */
    void forget() {
        promptest = Long.MAX_VALUE;
        promptestBefore = Long.MAX_VALUE;
    }
}
