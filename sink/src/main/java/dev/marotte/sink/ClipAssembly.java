package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ReorderBuffer.Release;
import dev.marotte.sink.ReorderBuffer.Verdict;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * A clip in the making: puts frames in order, opens the writer as soon as rate, sound and first picture are known, and plays out.
 *
 * <p>The rate is measured on the first {@link #MEASURED_FRAMES}; until they are there nothing is written.
 */
final class ClipAssembly implements AutoCloseable {
    /** Enough to tell 24 from 25 a second at timestamps of 1 ms; a second and a half of video. */
    private static final int MEASURED_FRAMES = 48;
    /** Twice the largest batch of the render stage that can overtake another. */
    private static final int REORDERED_FRAMES = 256;

    private final ClipWriters writers;
    private final RateChoice choice;
    private final ReorderBuffer<RenderedMessage> reorder = new ReorderBuffer<>(REORDERED_FRAMES, this::ordered);
    private final Queue<RenderedMessage> ordered = new ArrayDeque<>();
    private final AvSync sync = new AvSync();
    private final OutcomeCount count = new OutcomeCount();
    private Optional<ClipWriter> writer = Optional.empty();
    private Optional<PlayOut> playOut = Optional.empty();
    private Optional<Pts> end = Optional.empty();
    private FrameRate rate = FrameRate.of(25);
    private long arrived;

    ClipAssembly(ClipWriters writers, RateChoice choice) {
        this.writers = writers;
        this.choice = choice;
    }

    void take(AudioMessage message) {
        sync.take(message);
    }

    void take(RenderedMessage message) {
        if (message instanceof EndOfRendered(var stamp)) {
            reorder.drain(stamp.index());
            end = Optional.of(stamp.pts());
        } else if (reorder.offer(message.stamp().index(), message) != Verdict.TAKEN) {
            count.countRepeated();
        }
    }

    private void ordered(Release<RenderedMessage> release) {
        switch (release) {
            case Release.Item<RenderedMessage>(long index, RenderedMessage message) -> {
                arrived = index + 1;
                count.count(message);
                ordered.add(message);
            }
            case Release.Hole<RenderedMessage> hole -> count.countHole();
        }
    }

    /** Writes what can be written by now. */
    void advance() throws IOException {
        if (playOut.isEmpty() && canOpen()) {
            open();
        }
        if (playOut.isPresent()) {
            playOut(playOut.get(), writer.orElseThrow());
        }
    }

    private boolean canOpen() {
        if (end.isPresent() && firstPicture().isEmpty()) {
            throw count.outcomes().nothingRendered();
        }
        boolean measured = ordered.size() >= MEASURED_FRAMES || end.isPresent();
        return measured && sync.sound().isPresent() && firstPicture().isPresent();
    }

    private Optional<Rendered> firstPicture() {
        return ordered.stream()
                .filter(Rendered.class::isInstance)
                .map(Rendered.class::cast)
                .findFirst();
    }

    private void open() throws IOException {
        rate = switch (choice) {
            case RateChoice.Fixed(FrameRate fixed) -> fixed;
            case RateChoice.AsDriven() -> measuredRate();
        };
        ClipWriter opened =
                writers.open(rate, sync.sound().orElseThrow(), firstPicture().orElseThrow());
        writer = Optional.of(opened);
        playOut = Optional.of(new PlayOut(rate, opened));
    }

    private FrameRate measuredRate() {
        List<Pts> times = ordered.stream().map(message -> message.stamp().pts()).toList();
        return times.size() > 1 ? FrameRate.of(times) : rate;
    }

    private void playOut(PlayOut playOut, ClipWriter writer) throws IOException {
        while (!ordered.isEmpty()) {
            switch (ordered.remove()) {
                case Rendered frame -> playOut.show(frame);
                case Held held -> playOut.hold(held.stamp().pts());
                case Dropped dropped -> playOut.hold(dropped.stamp().pts());
                case EndOfRendered _ -> throw new IllegalStateException("the end is no frame");
            }
            sync.release(playOut.written(), writer);
        }
    }

    /** Whether everything came and was played out. */
    boolean complete() {
        return end.isPresent() && sync.ended() && playOut.isPresent() && ordered.isEmpty();
    }

    /** @throws dev.marotte.schemas.BadInputException if no frame of the clip could be followed; then nothing stands under the result's name */
    SinkReport finish(Output output) throws IOException {
        FrameOutcomes outcomes = count.outcomes();
        outcomes.requireFollowed();
        PlayOut played = playOut.orElseThrow();
        ClipWriter opened = writer.orElseThrow();
        played.end(end.orElseThrow());
        sync.releaseAll(opened);
        opened.finish();
        return new SinkReport(output, rate, played.ticks(), outcomes);
    }

    void tell(SinkListener listener) {
        listener.progress(
                arrived,
                playOut.map(PlayOut::ticks).orElse(0L),
                playOut.map(PlayOut::written).orElse(Pts.ZERO));
    }

    @Override
    public void close() {
        writer.ifPresent(ClipWriter::close);
    }
}
