package dev.marotte.ingest;

import dev.marotte.ingest.WatchedSource.Watcher;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Plays a clip as a camera would: no frame comes before its time. Frames that an earlier run has sent pass at once, and the clock starts
 * with the first frame after them. One thread; an interrupt ends a wait early and stays set.
 */
public final class RealTimePacing implements Watcher {
    private final LongSupplier nanoTime;
    private final Pause pause;
    private long unpaced;
    private OptionalLong start = OptionalLong.empty();

    /**
     * @param nanoTime monotonic, {@link System#nanoTime} except in tests
     * @param unpaced frames at the clip's beginning that need not wait
     */
    public RealTimePacing(LongSupplier nanoTime, Pause pause, long unpaced) {
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.unpaced = unpaced;
    }

    @Override
    public Media next(DrivingSource clip) throws IOException {
        Media media = clip.next();
        switch (media) {
            case Media.Frame(Pts pts) -> pace(pts);
            case Media.Broken(Pts pts) -> pace(pts);
            case Media.Sound _, Media.End _ -> {}
        }
        return media;
    }

    private void pace(Pts pts) {
        if (unpaced > 0) {
            unpaced--;
        } else {
            await(pts);
        }
    }

    /** Returns when {@code pts} is due; the first one asked for is due at once. */
    void await(Pts pts) {
        long now = nanoTime.getAsLong();
        long begin = start.orElse(now - nanos(pts));
        start = OptionalLong.of(begin);
        pauseUntil(begin + nanos(pts));
    }

    private void pauseUntil(long due) {
        try {
            boolean wanted = true;
            while (wanted && due - nanoTime.getAsLong() > 0) {
                wanted = pause.upTo(Duration.ofNanos(due - nanoTime.getAsLong()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long nanos(Pts pts) {
        return pts.micros() * 1_000;
    }
}
