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
 * Decides tick by tick what is seen and heard: the frame whose time has come, or the last one again, or the slate when nothing has come for too long.
 * Never the driver. A tick gives a frame and its sound in any case, so the output never stops.
 *
 * <p>One thread; time comes with each call.
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
     * @param slateAfter how long nothing may come; then the slate is shown
     * @param slate of the session
     * @param writer stays the caller's
     * @param shown told of each frame of the driver that is seen
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

    /** Another slate, as when the identity is another one. */
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

    /** @param samples left and right in turn */
    void take(long ptsMicros, float[] samples) {
        sounds.put(ptsMicros, samples);
    }

    /**
     * Somebody interrupted the voice: what the session has before {@code pts} is neither seen nor heard any more. Until the output is there the face that
     * is seen is held, in silence; time goes on as it does.
     */
    void cutBefore(Pts pts) {
        cutMicros = Math.max(cutMicros, pts.micros());
        sounds.silenceBefore(cutMicros);
    }

    /** Plays out one frame of the output, which is due now. */
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

    /** Whether one of them is a picture. */
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

    /** A jump of the play head is a cut; what lies between is not heard. */
    private float[] soundFrom(double from) {
        double tick = rate.timeOf(1).micros();
        double longest = tick * 2;
        boolean jumped = played < from || played - from > longest;
        return sounds.take(jumped ? played - tick : from, played, samples());
    }

    /** Of this tick: their number is not the same for each where the rate does not divide 48 000. */
    private int samples() {
        return Math.toIntExact(samplesUpTo(ticks + 1) - samplesUpTo(ticks));
    }

    private long samplesUpTo(long tick) {
        return tick * PcmEncoder.RATE * rate.denominator() / rate.numerator();
    }

    /** Whether the session has been played out up to there. */
    boolean hasPlayed(long ptsMicros) {
        return played >= ptsMicros;
    }

    /** Frames of the output. */
    long ticks() {
        return ticks;
    }

    /** Frames that wait for their time. */
    int waiting() {
        return frames.size();
    }

    /** What came, and what of it is missing by now. */
    OutcomeCounts counts() {
        OutcomeCounts counted = counts.repeating(repeated);
        long holes = newest < 0 ? 0 : newest - first + 1 - counted.arrived();
        for (long hole = 0; hole < holes; hole++) {
            counted = counted.andHole();
        }
        return counted;
    }

    /** Where in the session the output stands, in µs. */
    long playedMicros() {
        return Math.round(played);
    }
}
