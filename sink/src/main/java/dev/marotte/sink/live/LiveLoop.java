package dev.marotte.sink.live;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.Session;
import dev.marotte.sink.ClipWriters;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.Inlet.Received;
import dev.marotte.sink.ffmpeg.FfmpegOutputs;
import dev.marotte.sink.ffmpeg.LiveEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Plays out one live session: takes messages until the next frame of the output is due, and then outputs that frame, whatever has arrived. One thread;
 * interrupting it ends the outputs.
 */
public final class LiveLoop {
    /** After a stall of the machine, due frames are output in a row; after a longer stall than this, the clock starts anew. */
    private static final long LONGEST_BEHIND_NANOS = 1_000_000_000L;
    /** Time for the last frames to be played out after the source's end. */
    private static final long ENDING_NANOS = 2_000_000_000L;
    /** How long an output that nobody sees or hears waits for the next message, where no frame waits for its time. */
    private static final long UNWATCHED_NANOS = 250_000_000L;
    /** The rate for a source that does not declare one. */
    private static final FrameRate USUAL_RATE = FrameRate.of(25);

    private final Supplier<Session> session;
    private final Terms terms;
    private final Listener listener;
    private final FrameRate rate;
    private final Slates slates;
    private long start;
    private long ticks;
    private Optional<Pts> end = Optional.empty();
    private OptionalLong endSeen = OptionalLong.empty();

    /**
     * The terms on which the session is played out.
     *
     * @param portraits of identities; a lookup may take a while
     * @param slateAfter how long nothing may arrive before the slate is shown
     * @param over whether the session has ended
     * @param kept whether the files are kept once it has ended
     * @param nanoTime monotonic
     */
    public record Terms(
            Function<IdentityRef, Optional<Picture>> portraits,
            Duration slateAfter,
            BooleanSupplier over,
            BooleanSupplier kept,
            LongSupplier nanoTime) {}

    /** Receives progress, on the loop's thread. */
    public interface Listener {
        void progress(LiveProgress progress);

        void shown(FrameTiming frame);
    }

    /**
     * Starts looking for the slate, so that the caller can open the inlet meanwhile.
     *
     * @param session supplies its current state
     */
    public LiveLoop(Supplier<Session> session, Terms terms, Listener listener) {
        this.session = session;
        this.terms = terms;
        this.listener = listener;
        rate = rateOf(session.get().terms().rate());
        slates = new Slates(session.get().identity(), terms.portraits());
    }

    /** The rate is not measured, because that takes time and the output must start at once. */
    private static FrameRate rateOf(RateChoice choice) {
        return switch (choice) {
            case RateChoice.FixedRate(FrameRate fixed) -> fixed;
            case RateChoice.RateAsDriven(var declared) -> declared.orElse(USUAL_RATE);
        };
    }

    /**
     * Plays out until the session or its source has ended, and returns the progress at that point.
     *
     * @param inlet stays the caller's
     * @param outputs to stream to meanwhile
     * @param files of the session; complete when this returns, and absent when it throws or the session is not {@linkplain Terms#kept kept}
     */
    public LiveProgress run(Inlet inlet, List<LiveOutput> outputs, Optional<ClipWriters> files)
            throws IOException, InterruptedException {
        Picture slate = slates.first();
        try (Broadcast broadcast = new Broadcast();
                LiveWriters writers = new LiveWriters()) {
            if (!outputs.isEmpty()) {
                start(broadcast, outputs, writers.add(encoder(slate, outputs, broadcast)));
            }
            Optional<FilmWriter> film = files.isPresent()
                    ? Optional.of(writers.add(FilmWriter.open(session.get().id(), rate, files.get(), slate)))
                    : Optional.empty();
            LivePlayOut playOut = new LivePlayOut(rate, terms.slateAfter(), slate, writers, listener::shown);
            LiveProgress last = play(inlet, playOut, broadcast, outputs.isEmpty() && film.isEmpty());
            broadcast.finish();
            if (film.isPresent() && terms.kept().getAsBoolean()) {
                film.get().finish();
            }
            return last;
        }
    }

    private LiveEncoder encoder(Picture slate, List<LiveOutput> outputs, Broadcast broadcast) throws IOException {
        Set<AudioCodec> sounds = outputs.stream().map(LiveOutput::sound).collect(Collectors.toSet());
        return LiveEncoder.open(slate, rate, new LiveEncoder.Target(broadcast, broadcast::takeKeyWanted, sounds));
    }

    private void start(Broadcast broadcast, List<LiveOutput> outputs, LiveEncoder encoder) {
        broadcast.start(outputs, encoder.form(rate), FfmpegOutputs::opener);
    }

    /** @param deaf true if nobody hears the output, for instance in a session shown only on a page; its sound is not decoded */
    private LiveProgress play(Inlet inlet, LivePlayOut playOut, Broadcast broadcast, boolean deaf)
            throws IOException, InterruptedException {
        try (SessionSound sound = deaf ? SessionSound.unheard() : new SessionSound(playOut::take)) {
            start = terms.nanoTime().getAsLong();
            while (!isOver(playOut)) {
                take(poll(inlet, untilNext(playOut, deaf)), playOut, sound, broadcast);
                changeSlate(playOut);
                giveDue(playOut);
                listener.progress(progress(playOut, broadcast));
            }
            return progress(playOut, broadcast);
        }
    }

    private boolean isOver(LivePlayOut playOut) {
        long now = terms.nanoTime().getAsLong();
        boolean played = end.filter(pts -> playOut.hasPlayed(pts.micros())).isPresent();
        boolean late = endSeen.isPresent() && now - endSeen.getAsLong() > ENDING_NANOS;
        return terms.over().getAsBoolean() || played || late;
    }

    private long untilNext(LivePlayOut playOut, boolean deaf) {
        return deaf && playOut.waiting() == 0
                ? UNWATCHED_NANOS
                : due(ticks) - terms.nanoTime().getAsLong();
    }

    private static List<Received> poll(Inlet inlet, long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the sink was told to stop");
        }
        return inlet.poll(Duration.ofNanos(Math.max(0, nanos)));
    }

    private long due(long tick) {
        return start + rate.timeOf(tick).micros() * 1000;
    }

    private void take(List<Received> messages, LivePlayOut playOut, SessionSound sound, Broadcast broadcast)
            throws IOException {
        for (Received received : messages) {
            switch (received) {
                case Received.OfFrame(EndOfRendered last) -> noteEnd(last);
                case Received.OfFrame(RenderedMessage message) ->
                    playOut.take(message, terms.nanoTime().getAsLong() / 1000);
                case Received.OfSound(var message) -> sound.take(message);
                case Received.OfInterruption(Pts pts) -> {
                    playOut.cutBefore(pts);
                    broadcast.dropBacklog();
                }
            }
        }
    }

    private void noteEnd(EndOfRendered last) {
        end = Optional.of(last.stamp().pts());
        endSeen = OptionalLong.of(terms.nanoTime().getAsLong());
    }

    private void changeSlate(LivePlayOut playOut) throws IOException {
        slates.want(session.get().identity());
        Optional<Picture> other = slates.takeFound();
        if (other.isPresent()) {
            playOut.slate(other.get());
        }
    }

    /** Frames that become due meanwhile wait for the next turn of the loop: otherwise a machine too slow for the output would do nothing else. */
    private void giveDue(LivePlayOut playOut) throws IOException {
        long now = terms.nanoTime().getAsLong();
        long behind = now - due(ticks);
        if (behind > LONGEST_BEHIND_NANOS) {
            start += behind;
        }
        while (now >= due(ticks)) {
            playOut.tick(session.get().controls(), due(ticks) / 1000);
            ticks++;
        }
    }

    private static LiveProgress progress(LivePlayOut playOut, Broadcast broadcast) {
        return new LiveProgress(
                playOut.ticks(),
                playOut.waiting(),
                new Pts(playOut.playedMicros()),
                playOut.counts(),
                broadcast.connections());
    }
}
