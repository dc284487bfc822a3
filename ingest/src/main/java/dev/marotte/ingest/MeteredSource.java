package dev.marotte.ingest;

import dev.marotte.ingest.Media.Completeness;
import dev.marotte.schemas.Picture;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A clip whose decoding and encoding are timed frame by frame, and that is counted if it breaks off.
 *
 * @param clip closed with this
 */
record MeteredSource(DrivingSource clip, Timer decoding, Timer encoding, Counter truncated) implements DrivingSource {
    @Override
    public ClipFacts facts() {
        return clip.facts();
    }

    @Override
    public Media next() throws IOException {
        long start = System.nanoTime();
        Media media = clip.next();
        switch (media) {
            case Media.Frame _ -> decoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            case Media.End end -> countTruncation(end.completeness());
            case Media.Broken _, Media.Sound _ -> {}
        }
        return media;
    }

    private void countTruncation(Completeness completeness) {
        if (completeness instanceof Completeness.Truncated) {
            truncated.increment();
        }
    }

    @Override
    public long reopenings() {
        return clip.reopenings();
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
