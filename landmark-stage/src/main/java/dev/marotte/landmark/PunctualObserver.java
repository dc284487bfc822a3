package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.SessionMotion;
import java.time.InstantSource;

/** Drops frames whose deadline has passed before any work is done on them: no decoding, no mesh. */
record PunctualObserver(FrameObserver observer, InstantSource clock) implements FrameObserver {
    @Override
    public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
        return frame.timing().isLate(clock.instant())
                ? new ObservedFrame(
                        before, new FaceObservation.Nothing(frame.stamp(), frame.timing(), UntrackedReason.LATE))
                : observer.observe(before, frame, motion);
    }
}
