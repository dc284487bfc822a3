package dev.marotte.speech;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.speech.SoundInlet.HeardSound;
import dev.marotte.speech.SpokenFrames.SpokenFrame;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hears a session's sound, moves a face by it and sends that face's landmarks.
 *
 * <p>The same sound gives the same landmarks, so a run that was killed is resumed by hearing all of it again and leaving out what is settled. One
 * thread; interrupting it withdraws what is in flight.
 */
final class SpeechLoop {
    /** Between two calls of {@link LandmarksOutlet#settle}: a second of sound. */
    private static final int MOST_IN_FLIGHT = 25;
    /** All motion is measured against the face at rest, which is no frame of the session; its record stands under this index. */
    private static final long NEUTRAL = 0;

    private static final float CERTAIN = 1;

    private final Session session;
    private final SpeakingMotion motion;
    private final LandmarksOutlet outlet;
    private final Consumer<FrameStamp> listener;
    private final InstantSource clock;
    private SpeechPosition settled = SpeechPosition.START;
    private int inFlight;

    /**
     * @param outlet stays the caller's
     * @param listener told of each frame that was sent
     */
    SpeechLoop(
            Session session,
            SpeakingMotion motion,
            LandmarksOutlet outlet,
            Consumer<FrameStamp> listener,
            InstantSource clock) {
        this.session = session;
        this.motion = motion;
        this.outlet = outlet;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Returns the end when it is settled.
     *
     * @param inlet and {@code frames} stay the caller's
     * @param patience says whether a sound that does not come is still awaited
     */
    FrameStamp run(SpeechPosition position, SoundInlet inlet, SpokenFrames frames, SoundPatience patience)
            throws InterruptedException {
        begin(position);
        while (frames.end().isEmpty()) {
            List<HeardSound> messages = inlet.poll();
            for (HeardSound heard : messages) {
                send(frames.take(heard.message()), heard.sentAt());
            }
            if (messages.isEmpty()) {
                settle();
                if (patience.isOver()) {
                    send(frames.finish(), clock.instant());
                }
            } else {
                patience.heard();
            }
        }
        return finish(frames.end().orElseThrow());
    }

    private void begin(SpeechPosition position) {
        settled = position;
        if (settled.frames() == 0) {
            outlet.send(
                    new Neutral(session.id(), NEUTRAL, motion.face().atRest(), SpeakingFace.SIDE, SpeakingFace.SIDE));
        }
    }

    /** @param heardAt of the sound that made them whole: a frame of live sound that is heard again later is too late, and says so */
    private void send(List<SpokenFrame> frames, Instant heardAt) throws InterruptedException {
        for (SpokenFrame frame : frames) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the speech stage was told to stop");
            }
            if (frame.stamp().index() >= settled.frames()) {
                outlet.send(tracked(frame, session.timing(heardAt)));
                sent(frame.stamp());
            }
        }
    }

    private Tracked tracked(SpokenFrame frame, FrameTiming timing) {
        SpeakingMotion.Moved moved = motion.move(frame);
        return new Tracked(
                frame.stamp(),
                session.profile(),
                timing,
                session.identity(),
                session.settings(),
                NEUTRAL,
                moved.landmarks(),
                moved.pose(),
                CERTAIN,
                SpeakingFace.SIDE,
                SpeakingFace.SIDE);
    }

    private void sent(FrameStamp stamp) {
        listener.accept(stamp);
        if (++inFlight == MOST_IN_FLIGHT && session.profile() == Profile.LOSSLESS) {
            settle();
        }
    }

    private void settle() {
        outlet.settle();
        inFlight = 0;
    }

    private FrameStamp finish(FrameStamp end) {
        outlet.send(new EndOfLandmarks(end, session.profile()));
        outlet.settle();
        return end;
    }
}
