package dev.marotte.ingest.stream;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * A stream that skips frames when it has fallen behind; they are neither delivered nor encoded. After a network stall, frames come all at once; on a
 * machine that is too slow, they queue up before the decoder. Sound is never skipped. One thread.
 */
public final class NewestFirst implements DrivingSource {
    /** A stream that skips for longer has not fallen behind: its network path has become slower. */
    private static final long LONGEST_SKIPPING_NANOS = 1_000_000_000L;

    private final DrivingSource stream;
    private final Duration tolerated;
    private final LongSupplier nanoTime;
    private final Runnable skipped;
    private final LiveEdge edge;
    private OptionalLong skippingSince = OptionalLong.empty();

    /**
     * @param stream closed with this
     * @param tolerated delay; a later frame is worth less than those waiting behind it
     * @param nanoTime monotonic
     * @param skipped called for each skipped frame
     */
    public NewestFirst(DrivingSource stream, Duration tolerated, LongSupplier nanoTime, Runnable skipped) {
        this.stream = stream;
        this.tolerated = tolerated;
        this.nanoTime = nanoTime;
        this.skipped = skipped;
        edge = new LiveEdge(nanoTime);
    }

    @Override
    public ClipFacts facts() {
        return stream.facts();
    }

    @Override
    public Media next() throws IOException {
        Media media = stream.next();
        while (media instanceof Media.Frame frame && isSkipped(frame)) {
            skipped.run();
            media = stream.next();
        }
        return media;
    }

    private boolean isSkipped(Media.Frame frame) {
        boolean late = edge.behind(frame.pts()).compareTo(tolerated) > 0;
        long now = nanoTime.getAsLong();
        if (!late) {
            skippingSince = OptionalLong.empty();
            return false;
        }
        skippingSince = OptionalLong.of(skippingSince.orElse(now));
        if (now - skippingSince.getAsLong() <= LONGEST_SKIPPING_NANOS) {
            return true;
        }
        edge.forget();
        skippingSince = OptionalLong.empty();
        return false;
    }

    @Override
    public Picture encode() throws IOException {
        return stream.encode();
    }

    @Override
    public void close() {
        stream.close();
    }
}
