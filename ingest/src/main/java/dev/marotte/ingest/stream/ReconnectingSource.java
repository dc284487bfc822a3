package dev.marotte.ingest.stream;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.Pause;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network stream that is reopened, with growing pauses, whenever it is not there, until it is no longer wanted. After a gap, its times continue,
 * increased by the time that passed meanwhile.
 *
 * <p>One thread. If it is interrupted, a wait throws an {@link InterruptedIOException}.
 */
public final class ReconnectingSource implements DrivingSource {
    private static final Logger LOG = LoggerFactory.getLogger(ReconnectingSource.class);

    private final StreamOpener opener;
    private final Waiting waiting;
    private final StreamReport report;
    private final ClipFacts facts;
    private Optional<DrivingSource> stream = Optional.empty();
    private OptionalLong start = OptionalLong.empty();
    private long lastFrame;
    private long openings;
    private int failures;
    private long shiftMicros;
    private long endMicros;

    /**
     * How to wait for the stream.
     *
     * @param pause ends early, with false, when the stream is no longer wanted
     * @param nanoTime monotonic
     */
    public record Waiting(StreamPolicy policy, Pause pause, LongSupplier nanoTime) {}

    /** @param facts that hold for the stream whenever it is opened */
    public ReconnectingSource(StreamOpener opener, ClipFacts facts, Waiting waiting, StreamReport report) {
        this.opener = opener;
        this.facts = facts;
        this.waiting = waiting;
        this.report = report;
        lastFrame = waiting.nanoTime().getAsLong();
    }

    @Override
    public ClipFacts facts() {
        return facts;
    }

    @Override
    public long reopenings() {
        return Math.max(0, openings - 1);
    }

    /** The end comes only when the stream is no longer wanted. */
    @Override
    public Media next() throws IOException {
        while (isWanted(Duration.ZERO)) {
            if (stream.isEmpty()) {
                open();
            } else {
                Media media = read(stream.get());
                if (!(media instanceof Media.End)) {
                    return placed(media);
                }
                close();
            }
        }
        return new Media.End(new Pts(endMicros), new Completeness.Whole());
    }

    private boolean isWanted(Duration pause) throws IOException {
        try {
            return waiting.pause().upTo(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("told to stop");
        }
    }

    private void open() throws IOException {
        try {
            stream = Optional.of(opener.open());
            openings++;
            failures = 0;
            begin();
            report.connected();
            LOG.atInfo().addKeyValue("stream", report.connection().name()).log("Stream is there");
        } catch (IOException notThere) {
            requireRunning();
            report.failed(String.valueOf(notThere.getMessage()));
            requireNotIdle();
            isWanted(waiting.policy().pause(failures++));
        }
    }

    /** The offset in time between the first frame after reopening and the very first frame comes from the clock. */
    private void begin() {
        long now = waiting.nanoTime().getAsLong() / 1000;
        long first = start.orElse(now);
        start = OptionalLong.of(first);
        shiftMicros = Math.max(now - first, endMicros);
    }

    private static void requireRunning() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("told to stop");
        }
    }

    private void requireNotIdle() throws IdleSourceException {
        Duration without = Duration.ofNanos(waiting.nanoTime().getAsLong() - lastFrame);
        if (without.compareTo(waiting.policy().idle()) > 0) {
            throw new IdleSourceException(waiting.policy().idle());
        }
    }

    /** Reads the next item, or an end that says why there is none. */
    private Media read(DrivingSource open) throws IOException {
        Media media = nextOf(open);
        requireRunning();
        if (media instanceof Media.End end) {
            String why = end.completeness().breakOff().orElse("it has ended");
            report.failed(why);
            LOG.atInfo()
                    .addKeyValue("stream", report.connection().name())
                    .addKeyValue("why", why)
                    .log("Stream is gone");
        }
        return media;
    }

    private static Media nextOf(DrivingSource open) {
        try {
            return open.next();
        } catch (IOException broken) {
            return new Media.End(Pts.ZERO, new Completeness.Truncated(String.valueOf(broken.getMessage())));
        }
    }

    private Media placed(Media media) {
        return switch (media) {
            case Media.Frame(Pts pts) -> {
                Pts placed = frame(pts);
                report.frame(placed);
                yield new Media.Frame(placed);
            }
            case Media.Broken(Pts pts) -> new Media.Broken(frame(pts));
            case Media.Sound(Pts pts, long duration, var bytes, boolean interrupts) ->
                new Media.Sound(shifted(pts), duration, bytes, interrupts);
            case Media.End end -> end;
        };
    }

    private Pts frame(Pts pts) {
        lastFrame = waiting.nanoTime().getAsLong();
        Pts placed = shifted(pts);
        endMicros = Math.max(endMicros, placed.micros() + Math.round(1_000_000 / facts.framesPerSecond()));
        return placed;
    }

    private Pts shifted(Pts pts) {
        return new Pts(pts.micros() + shiftMicros);
    }

    @Override
    public Picture encode() throws IOException {
        return stream.orElseThrow(() -> new IOException("the stream is gone")).encode();
    }

    @Override
    public void close() {
        stream.ifPresent(DrivingSource::close);
        stream = Optional.empty();
    }
}
