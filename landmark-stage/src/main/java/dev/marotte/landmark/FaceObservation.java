package dev.marotte.landmark;

import dev.marotte.face.TimedLandmarks;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.NetworkMotion;

/** The result of observing one frame. */
sealed interface FaceObservation {
    FrameStamp stamp();

    /** The times of its capture and its deadline. */
    FrameTiming timing();

    /**
     * A frame that shows the driver.
     *
     * @param confidence that it is a face, 0…1
     * @param frameWidth width in pixels of the driving picture
     * @param motion as networks saw it, if the session's generator needs that
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
        /** A face that no network but the mesh has observed. */
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

    /** A frame that shows nobody, is not a picture, or was too late to be observed. */
    record Nothing(FrameStamp stamp, FrameTiming timing, UntrackedReason reason) implements FaceObservation {}
}
