package dev.marotte.landmark;

import dev.marotte.face.FaceTracker;
import dev.marotte.face.TrackState;
import dev.marotte.face.Tracking;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.face.opencv.PictureDecoder;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.SessionMotion;

/** Observes driving frames: decodes and tracks. Keeps buffers but no state of a session. One thread. */
final class DriverObserver implements SessionAdvance.FrameObserver {
    private final PictureDecoder decoder = new PictureDecoder();
    private final FaceTracker tracker;

    DriverObserver(FaceModels models) {
        this.tracker = models.tracker();
    }

    /**
     * An observed frame.
     *
     * @param track the tracker's state after this frame
     */
    record ObservedFrame(TrackState track, FaceObservation seen) {}

    @Override
    public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
        Tracking tracking = tracker.track(before, decoder.source(frame.picture()), motion.face());
        return new ObservedFrame(tracking.state(), seen(tracking, frame));
    }

    private static FaceObservation seen(Tracking tracking, DrivingFrame frame) {
        return switch (tracking) {
            case Tracking.Found found -> face(found, frame);
            case Tracking.NoFace _ -> nothing(frame, UntrackedReason.NO_FACE);
            case Tracking.BrokenPicture _ -> nothing(frame, UntrackedReason.BROKEN_PICTURE);
        };
    }

    private static FaceObservation.Face face(Tracking.Found found, DrivingFrame frame) {
        Picture picture = frame.picture();
        return new FaceObservation.Face(
                frame.stamp(),
                frame.timing(),
                found.landmarks(),
                found.confidence(),
                picture.width(),
                picture.height());
    }

    private static FaceObservation.Nothing nothing(DrivingFrame frame, UntrackedReason reason) {
        return new FaceObservation.Nothing(frame.stamp(), frame.timing(), reason);
    }
}
