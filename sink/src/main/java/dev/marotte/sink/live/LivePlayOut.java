package dev.marotte.sink.live;

import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides tick by tick what is seen and heard: the frame that is due, or the last one again, or the slate when nothing has arrived for too long.
 * Never the driver. Every tick outputs a frame and its sound, so the output never stops.
 *
 * <p>One thread; each call passes the time.
 */
final class LivePlayOut {
    private final FrameRate rate;
    private final Duration slateAfter;
    private final LiveWriter writer;
    private final Consumer<FrameTiming> shown;
    private final PlayHead head = new PlayHead();
    private final FrameShelf frames = new FrameShelf();
    private final SoundShelf sounds = new SoundShelf();
    private Picture slate;
    private View view = new View.Slate();
    private Optional<Rendered> avatar = Optional.empty();
    private double played;
    private long lastSign = Long.MIN_VALUE;
    private long ticks;
    private long newest = -1;
    private long first = -1;
    private long cutMicros = Long.MIN_VALUE;
    private OutcomeCounts counts = OutcomeCounts.NONE;
    private long repeated;

    /** What is seen. */
    private sealed interface View {
        record Slate() implements View {}

        record Avatar(Rendered frame) implements View {}
    }

    /**
     * @param slateAfter how long nothing may arrive before the slate is shown
     * @param slate of the session
     * @param writer stays the caller's
     * @param shown called for each driving frame that is shown
     */
    LivePlayOut(FrameRate rate, Duration slateAfter, Picture slate, LiveWriter writer, Consumer<FrameTiming> shown)
            throws IOException {
        this.rate = rate;
        this.slateAfter = slateAfter;
        this.slate = slate;
        this.writer = writer;
        this.shown = shown;
        writer.show(slate);
    }

    /** Changes the slate, for instance because the identity has changed. */
    void slate(Picture other) throws IOException {
        slate = other;
        if (view instanceof View.Slate) {
            writer.show(slate);
        }
    }

    void take(RenderedMessage outcome, long nowMicros) {
        if (!frames.put(outcome)) {
            counts = counts.andDuplicate();
            return;
        }
        counts = counts.and(outcome);
        first = first < 0 ? outcome.stamp().index() : first;
        newest = Math.max(newest, outcome.stamp().index());
        head.arrived(outcome.stamp().pts(), nowMicros);
    }

    /** @param samples interleaved left and right */
    void take(long ptsMicros, float[] samples) {
        sounds.put(ptsMicros, samples);
    }

    /**
     * Cuts an interrupted voice: whatever comes before {@code pts} is no longer seen or heard. Until the output reaches that point, the current face is
     * held, in silence; time goes on.
     */
    void cutBefore(Pts pts) {
        cutMicros = Math.max(cutMicros, pts.micros());
        sounds.silenceBefore(cutMicros);
    }

    /** Plays out the output frame that is due now. */
    void tick(LiveControls controls, long nowMicros) throws IOException {
        double from = played;
        played = head.hasBegun() ? head.advance(nowMicros) : 0;
        boolean isNew = takeFrames(nowMicros);
        View wanted = wanted(controls, nowMicros);
        show(wanted, isNew);
        writer.frame();
        writer.sound(wanted instanceof View.Slate ? silence() : soundFrom(from));
        ticks++;
    }

    /** Takes the frames that are due; true if one of them is a picture. */
    private boolean takeFrames(long nowMicros) {
        boolean isNew = false;
        for (Optional<RenderedMessage> next = frames.takeUpTo(played);
                next.isPresent();
                next = frames.takeUpTo(played)) {
            isNew |= isPicture(next.get(), nowMicros);
        }
        return isNew;
    }

    private boolean isPicture(RenderedMessage outcome, long nowMicros) {
        return switch (outcome) {
            case Rendered rendered -> {
                lastSign = nowMicros;
                boolean isSeen = rendered.stamp().pts().micros() >= cutMicros;
                avatar = isSeen ? Optional.of(rendered) : avatar;
                yield isSeen;
            }
            case Held _ -> {
                lastSign = nowMicros;
                yield false;
            }
            case Dropped dropped -> {
                if (dropped.reason() == DropReason.NO_IDENTITY) {
                    avatar = Optional.empty(); // revoked: not one moment longer
                }
                yield false;
            }
            case EndOfRendered _ -> false;
        };
    }

    private View wanted(LiveControls controls, long nowMicros) {
        boolean silentForLong = lastSign == Long.MIN_VALUE || nowMicros - lastSign > slateAfter.toNanos() / 1000;
        if (controls.slate() || avatar.isEmpty() || (silentForLong && !controls.frozen())) {
            return new View.Slate();
        }
        if (controls.frozen() && view instanceof View.Avatar) {
            return view;
        }
        return new View.Avatar(avatar.get());
    }

    private void show(View wanted, boolean isNew) throws IOException {
        if (wanted.equals(view)) {
            repeated += wanted instanceof View.Avatar && !isNew ? 1 : 0;
            return;
        }
        view = wanted;
        switch (wanted) {
            case View.Slate() -> writer.show(slate);
            case View.Avatar(Rendered frame) -> {
                writer.show(frame.picture());
                shown.accept(frame.timing());
            }
        }
    }

    private float[] silence() {
        return new float[samples() * PcmEncoder.CHANNELS];
    }

    /** A jump of the play head is a cut; the sound in between is not heard. */
    private float[] soundFrom(double from) {
        double tick = rate.timeOf(1).micros();
        double longest = tick * 2;
        boolean jumped = played < from || played - from > longest;
        return sounds.take(jumped ? played - tick : from, played, samples());
    }

    /** The number of samples in this tick; it varies if the rate does not divide 48 000. */
    private int samples() {
        return Math.toIntExact(samplesUpTo(ticks + 1) - samplesUpTo(ticks));
    }

    private long samplesUpTo(long tick) {
        return tick * PcmEncoder.RATE * rate.denominator() / rate.numerator();
    }

    /** Whether the session has been played out up to {@code ptsMicros}. */
    boolean hasPlayed(long ptsMicros) {
        return played >= ptsMicros;
    }

    /** The number of output frames so far. */
    long ticks() {
        return ticks;
    }

    /** The number of frames that wait for their time. */
    int waiting() {
        return frames.size();
    }

    /** The outcomes that arrived, and those missing by now. */
    OutcomeCounts counts() {
        OutcomeCounts counted = counts.repeating(repeated);
        long holes = newest < 0 ? 0 : newest - first + 1 - counted.arrived();
        for (long hole = 0; hole < holes; hole++) {
            counted = counted.andHole();
        }
        return counted;
    }

    /** The output's position in the session, in µs. */
    long playedMicros() {
        return Math.round(played);
    }
}
