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
 * A stream of which frames are skipped, undelivered and not encoded, when it has fallen behind: after a stall of the network they come all at once, and on
 * a machine that is too slow they wait in front of the decoder. Sound is never skipped. One thread.
 */
public final class NewestFirst implements DrivingSource {
    /** Frames that are later than this are worth less than the ones that wait behind them. */
    private static final Duration TOLERATED = Duration.ofMillis(200);
    /** Whoever skips for longer has not fallen behind: the way of the stream has become longer. */
    private static final long LONGEST_SKIPPING_NANOS = 1_000_000_000L;

    private final DrivingSource stream;
    private final LongSupplier nanoTime;
    private final Runnable skipped;
    private final LiveEdge edge;
    private OptionalLong skippingSince = OptionalLong.empty();

    /**
     * @param stream closed with this
     * @param nanoTime monotonic
     * @param skipped told of each frame
     */
    public NewestFirst(DrivingSource stream, LongSupplier nanoTime, Runnable skipped) {
        this.stream = stream;
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
        boolean late = edge.behind(frame.pts()).compareTo(TOLERATED) > 0;
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
