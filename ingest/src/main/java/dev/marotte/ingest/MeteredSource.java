package dev.marotte.ingest;

import dev.marotte.schemas.Picture;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A clip whose decoding and encoding are timed, frame by frame.
 *
 * @param clip closed with this
 */
record MeteredSource(DrivingSource clip, Timer decoding, Timer encoding) implements DrivingSource {
    @Override
    public ClipFacts facts() {
        return clip.facts();
    }

    @Override
    public Media next() throws IOException {
        long start = System.nanoTime();
        Media media = clip.next();
        if (media instanceof Media.Frame) {
            decoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        return media;
    }

    @Override
    public Picture encode() throws IOException {
        long start = System.nanoTime();
        Picture picture = clip.encode();
        encoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return picture;
    }

    @Override
    public void close() {
        clip.close();
    }
}
