package dev.marotte.standalone;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.WatchedSource.Watcher;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Plays a clip as a camera would: no frame comes before its time. One thread; ends early when interrupted. */
final class RealTime implements Watcher {
    private final LongSupplier nanoTime;
    private long start = Long.MIN_VALUE;

    /** @param nanoTime monotonic, {@link System#nanoTime} unless in tests */
    RealTime(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public Media next(DrivingSource clip) throws IOException {
        Media media = clip.next();
        switch (media) {
            case Media.Frame(Pts pts) -> awaitTime(pts);
            case Media.Broken(Pts pts) -> awaitTime(pts);
            case Media.Sound _, Media.End _ -> {}
        }
        return media;
    }

    private void awaitTime(Pts pts) {
        if (start == Long.MIN_VALUE) {
            start = nanoTime.getAsLong();
        }
        long due = start + pts.micros() * 1_000;
        while (due - nanoTime.getAsLong() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - nanoTime.getAsLong());
        }
    }
}
