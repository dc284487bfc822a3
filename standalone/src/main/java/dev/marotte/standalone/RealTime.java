package dev.marotte.standalone;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Plays a clip as a camera would: no frame comes before its time. One thread; ends early when interrupted. */
final class RealTime implements DrivingSource {
    private final DrivingSource source;
    private final LongSupplier nanoTime;
    private long start = Long.MIN_VALUE;

    /** @param nanoTime monotonic, {@link System#nanoTime} unless in tests */
    RealTime(DrivingSource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    @Override
    public ClipFacts facts() {
        return source.facts();
    }

    @Override
    public Media next() throws IOException {
        Media media = source.next();
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

    @Override
    public Picture encode() throws IOException {
        return source.encode();
    }

    @Override
    public void close() {
        source.close();
    }
}
