package dev.marotte.landmark;

import dev.marotte.face.TimedLandmarks;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.NetworkMotion;

/** The result of a look at one frame. */
sealed interface FaceObservation {
    FrameStamp stamp();

    /** The moments of its capture and its deadline. */
    FrameTiming timing();

    /**
     * A frame that shows the driver.
     *
     * @param confidence that it is a face, 0…1
     * @param frameWidth width in pixels of the driving picture
     * @param motion as networks saw it, where the session's generator asks for that
     */
    record Face(
            FrameStamp stamp,
            FrameTiming timing,
            FaceLandmarks landmarks,
            float confidence,
            int frameWidth,
            int frameHeight,
            NetworkMotion motion)
            implements FaceObservation {
        /** A face that no network has looked at but the mesh. */
        Face(
                FrameStamp stamp,
                FrameTiming timing,
                FaceLandmarks landmarks,
                float confidence,
                int frameWidth,
                int frameHeight) {
            this(stamp, timing, landmarks, confidence, frameWidth, frameHeight, new NetworkMotion.Unseen());
        }

        Face with(FaceLandmarks smoothed) {
            return new Face(stamp, timing, smoothed, confidence, frameWidth, frameHeight, motion);
        }

        Face with(NetworkMotion seen) {
            return new Face(stamp, timing, landmarks, confidence, frameWidth, frameHeight, seen);
        }

        TimedLandmarks timed() {
            return new TimedLandmarks(landmarks, stamp.pts());
        }
    }

    /** A frame that shows nobody, or is no picture, or was too late to be looked at. */
    record Nothing(FrameStamp stamp, FrameTiming timing, UntrackedReason reason) implements FaceObservation {}
}
