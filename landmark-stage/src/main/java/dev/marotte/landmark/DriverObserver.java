package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.FaceTracker;
import dev.marotte.face.OneEuroFilter;
import dev.marotte.face.SmoothedFace;
import dev.marotte.face.Tracking;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.face.opencv.PictureDecoder;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.landmark.SessionProgress.Smoothing;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;

/** Looks at driving frames: decodes, tracks, smooths, reads the pose. Keeps buffers but no memory of a session. One thread. */
final class DriverObserver implements SessionAdvance.FrameObserver {
    private final PictureDecoder decoder = new PictureDecoder();
    private final OneEuroFilter filter = OneEuroFilter.DEFAULT;
    private final CanonicalFace canonical;
    private final FaceTracker tracker;

    DriverObserver(FaceModels models, CanonicalFace canonical) {
        this.canonical = canonical;
        this.tracker = models.tracker();
    }

    /**
     * What was seen in one frame.
     *
     * @param after the session's progress with this frame
     * @param message a tracked frame names itself as the neutral one: which one it will be is not known here
     */
    record Observation(Running after, LandmarksMessage message) {}

    @Override
    public Observation observe(Running before, DrivingFrame frame, Session session) {
        Tracking tracking = tracker.track(before.track(), decoder.source(frame.picture()), session.face());
        return switch (tracking) {
            case Tracking.Found found -> seen(before, frame, session, found);
            case Tracking.NoFace(var track) ->
                new Observation(
                        before.after(frame.stamp(), track, new Smoothing.None()),
                        unseen(before, frame, session, UntrackedReason.NO_FACE));
            case Tracking.BrokenPicture(var track) ->
                new Observation(
                        before.after(frame.stamp(), track, before.smoothing()),
                        unseen(before, frame, session, UntrackedReason.BROKEN_PICTURE));
        };
    }

    private Observation seen(Running before, DrivingFrame frame, Session session, Tracking.Found found) {
        SmoothedFace smoothed = smooth(before.smoothing(), found.landmarks(), frame.stamp());
        Picture picture = frame.picture();
        Tracked message = new Tracked(
                frame.stamp(),
                frame.captureMicros(),
                session.identity(),
                session.settings(),
                frame.stamp().index(),
                smoothed.landmarks(),
                canonical.fit(smoothed.landmarks()).rotation().pose(),
                found.confidence(),
                picture.width(),
                picture.height());
        return new Observation(before.after(frame.stamp(), found.state(), new Smoothing.Of(smoothed)), message);
    }

    private SmoothedFace smooth(Smoothing before, FaceLandmarks landmarks, FrameStamp stamp) {
        return switch (before) {
            case Smoothing.None() -> filter.start(landmarks, stamp.pts());
            case Smoothing.Of(SmoothedFace face) -> filter.next(face, landmarks, stamp.pts());
        };
    }

    private static Untracked unseen(Running before, DrivingFrame frame, Session session, UntrackedReason reason) {
        return new Untracked(
                frame.stamp(),
                frame.captureMicros(),
                session.identity(),
                session.settings(),
                before.everTracked(),
                reason);
    }
}
