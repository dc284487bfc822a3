package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionMotion;
import java.util.List;

/** Advances one session by one message. Frames are observed, smoothed, and sent in the order of their indices, when {@link LandmarksRelease} releases them. */
final class SessionAdvance {
    private final Session session;
    private final SessionMessages messages;
    private final FrameObserver observer;
    private final LandmarksRelease release;
    private final Outlet outlet;

    /** @param outlet where {@code release} sends landmarks */
    SessionAdvance(SessionMessages messages, FrameObserver observer, LandmarksRelease release, Outlet outlet) {
        this.session = messages.session();
        this.messages = messages;
        this.observer = observer;
        this.release = release;
        this.outlet = outlet;
    }

    /** The destination of a session's messages. */
    interface Outlet {
        void landmarks(LandmarksMessage message);

        void neutral(Neutral neutral);
    }

    /** Observes a frame: {@link DriverObserver} with a network, tests by a script. */
    interface FrameObserver {
        ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion);
    }

    /**
     * Takes in one message.
     *
     * @param message with the next index or a later one: the frames in between never came in readable form
     * @param holeTiming of the frames in between
     */
    SessionProgress advance(Running before, FrameMessage message, FrameTiming holeTiming) {
        Running running = fillHole(before, message.stamp(), holeTiming);
        return switch (message) {
            case DrivingFrame frame -> take(running, observer.observe(running.track(), frame, session.motion()));
            case BrokenFrame(FrameStamp stamp, FrameTiming timing, long _) ->
                take(running, broken(running, stamp, timing));
            case EndOfFrames end -> finish(running, end.stamp());
        };
    }

    /** Fills a hole with frames whose times are spread evenly, as nothing better is known of them. */
    private Running fillHole(Running before, FrameStamp next, FrameTiming timing) {
        Running running = before;
        double steps = next.index() - before.next() + 1;
        for (long index = before.next(); index < next.index(); index++) {
            double share = (index - before.next() + 1) / steps;
            long micros = before.last().micros()
                    + Math.round(share * (next.pts().micros() - before.last().micros()));
            FrameStamp missing = new FrameStamp(next.session(), index, new Pts(micros));
            running = take(running, broken(running, missing, timing));
        }
        return running;
    }

    private static ObservedFrame broken(Running before, FrameStamp stamp, FrameTiming timing) {
        return new ObservedFrame(
                before.track(), new FaceObservation.Nothing(stamp, timing, UntrackedReason.BROKEN_PICTURE));
    }

    private Running take(Running before, ObservedFrame observation) {
        FaceObservation seen = observation.seen();
        Smoothing.Step step = before.smoothing().next(seen);
        return say(step.ready(), before.after(seen.stamp(), observation.track(), step.after()));
    }

    private Running say(List<FaceObservation> ready, Running before) {
        Running running = before;
        for (FaceObservation seen : ready) {
            running = release.publish(
                    running,
                    switch (seen) {
                        case FaceObservation.Face face -> messages.tracked(face);
                        case FaceObservation.Nothing nothing -> messages.untracked(nothing, running.everTracked());
                    });
        }
        return running;
    }

    private Finished finish(Running before, FrameStamp stamp) {
        release.finish(say(before.smoothing().rest(), before));
        outlet.landmarks(new EndOfLandmarks(stamp, session.profile()));
        return new Finished(stamp.index(), stamp.pts());
    }
}
