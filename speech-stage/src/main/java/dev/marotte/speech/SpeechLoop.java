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
 * Reads a session's sound, moves a face to it and sends that face's landmarks.
 *
 * <p>The same sound gives the same landmarks, so a killed run is resumed by reading all of the sound again and skipping frames that are settled. One
 * thread; interrupting it withdraws frames in flight.
 */
final class SpeechLoop {
    /** Maximum number of frames between two calls of {@link LandmarksOutlet#settle}: a second of sound. */
    private static final int MOST_IN_FLIGHT = 25;
    /** Index of the record of the face at rest, which all motion is measured against and which is not a frame of the session. */
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
     * @param outlet remains owned by the caller
     * @param listener called for each frame that was sent
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
     * Runs until the end is settled, and returns it.
     *
     * @param inlet and {@code frames} remain owned by the caller
     * @param patience decides whether to keep waiting for missing sound
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

    /** @param heardAt time of the sound that completed them: a frame of live sound that is heard again later is too late, and says so */
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
