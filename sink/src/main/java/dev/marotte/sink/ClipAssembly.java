package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.DrivenRate;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.sink.ReorderBuffer.Release;
import dev.marotte.sink.ReorderBuffer.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Assembles a clip: puts frames in order, opens the writer as soon as the rate, the sound and the first picture are known, and
 * plays out.
 *
 * <p>The rate is measured on the first {@link #MEASURED_FRAMES}; nothing is written before they have arrived.
 */
final class ClipAssembly implements AutoCloseable {
    /** Enough to tell 24 from 25 frames a second with timestamps of 1 ms; a second and a half of video. */
    private static final int MEASURED_FRAMES = 48;
    /** Twice the largest render-stage batch that can overtake another. */
    private static final int REORDERED_FRAMES = 256;

    private final SinkLoop.Recording recording;
    private final ReorderBuffer<RenderedMessage> reorder = new ReorderBuffer<>(REORDERED_FRAMES, this::ordered);
    private final Queue<RenderedMessage> ordered = new ArrayDeque<>();
    private final AvSync sync = new AvSync();
    private Optional<ClipWriter> writer = Optional.empty();
    private Optional<PlayOut> playOut = Optional.empty();
    private Optional<Pts> end = Optional.empty();
    private FrameRate rate = FrameRate.of(25);
    private Pts newest = Pts.ZERO;
    private OutcomeCounts counts = OutcomeCounts.NONE;
    private long arrived;

    ClipAssembly(SinkLoop.Recording recording) {
        this.recording = recording;
    }

    void take(AudioMessage message) {
        sync.take(message);
    }

    void take(RenderedMessage message) {
        if (message instanceof EndOfRendered(var stamp)) {
            reorder.drain(stamp.index());
            end = Optional.of(stamp.pts());
        } else if (reorder.offer(message.stamp().index(), message) == Verdict.TAKEN) {
            newest = later(newest, message.stamp().pts());
            giveUpOldHoles();
        } else {
            counts = counts.andDuplicate();
        }
    }

    /** When a session is watched while it is made, a picture that comes too late is worth less than those that wait for it. */
    private void giveUpOldHoles() {
        while (reorder.firstWaiting().filter(this::isTiredOfWaiting).isPresent()) {
            reorder.giveUpFirstHoles();
        }
    }

    private boolean isTiredOfWaiting(RenderedMessage message) {
        long waited = newest.micros() - message.stamp().pts().micros();
        return Duration.of(waited, ChronoUnit.MICROS).compareTo(recording.holePatience()) > 0;
    }

    /** Treats what has arrived as complete. */
    void cut() {
        while (reorder.depth() > 0) {
            reorder.giveUpFirstHoles();
        }
        sync.end();
        if (end.isEmpty()) {
            Pts step = (playOut.isPresent() ? rate : drivenRate(Optional.empty())).timeOf(1);
            end = Optional.of(arrived == 0 ? Pts.ZERO : new Pts(newest.micros() + step.micros()));
        }
    }

    private static Pts later(Pts one, Pts other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void ordered(Release<RenderedMessage> release) {
        switch (release) {
            case Release.Item<RenderedMessage>(long index, RenderedMessage message) -> {
                arrived = index + 1;
                counts = counts.and(message);
                ordered.add(message);
            }
            case Release.Hole<RenderedMessage> _ -> counts = counts.andHole();
        }
    }

    /** Writes everything that can be written so far. */
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
            throw LossSentence.nothingRendered(counts);
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
        rate = switch (recording.rate()) {
            case RateChoice.FixedRate(FrameRate fixed) -> fixed;
            case RateChoice.RateAsDriven(var declared) -> drivenRate(declared);
        };
        ClipWriter opened = recording
                .writers()
                .open(rate, sync.sound().orElseThrow(), firstPicture().orElseThrow());
        writer = Optional.of(opened);
        playOut = Optional.of(new PlayOut(rate, opened));
    }

    /** Uses a fixed number of frames, however many have come by now, so that a restarted sink finds the same rate. */
    private FrameRate drivenRate(Optional<FrameRate> declared) {
        List<Pts> times = ordered.stream()
                .limit(MEASURED_FRAMES)
                .map(message -> message.stamp().pts())
                .toList();
        return DrivenRate.of(declared, times);
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

    /** Whether everything has arrived and been played out. */
    boolean complete() {
        return end.isPresent() && sync.ended() && playOut.isPresent() && ordered.isEmpty();
    }

    /** @throws dev.marotte.schemas.BadInputException if no frame of the clip could be followed; then no output is published */
    SinkReport finish() throws IOException {
        LossSentence.requireFollowed(counts);
        PlayOut played = playOut.orElseThrow();
        ClipWriter opened = writer.orElseThrow();
        played.end(end.orElseThrow());
        sync.releaseAll(opened);
        opened.finish();
        return new SinkReport(rate, played.ticks(), arrived, counted());
    }

    private OutcomeCounts counted() {
        return counts.repeating(playOut.map(PlayOut::repeated).orElse(0L));
    }

    void tell(SinkListener listener) {
        listener.progress(new SinkProgress(
                arrived,
                reorder.depth(),
                playOut.map(PlayOut::ticks).orElse(0L),
                playOut.map(PlayOut::written).orElse(Pts.ZERO),
                counted()));
    }

    @Override
    public void close() {
        writer.ifPresent(ClipWriter::close);
    }
}
