package dev.marotte.ingest.stream;

import dev.marotte.schemas.Pts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The distance of a frame from the newest that a stream could have given: how much later it comes, for its pts, than the promptest frame of the last
 * seconds. The promptest of all times would not do, for clocks of a source and of this machine drift apart. One thread.
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

    /** How far behind a frame is that comes now. */
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

    /** Takes the frame that comes next for the newest there could be. */
    void forget() {
        promptest = Long.MAX_VALUE;
        promptestBefore = Long.MAX_VALUE;
    }
}
