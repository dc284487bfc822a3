package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.face.TrackState;
import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.SessionMotion;
import java.util.Arrays;
import java.util.Set;

/** A driver made of the canonical face, whose frames are said to show it or nobody; stands for decoder and tracker. */
final class Driver implements SessionAdvance.FrameObserver {
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;
    private static final float PIXELS_PER_CENTIMETRE = 12;

    private final Set<Long> away;
    private final long mouthClosedAt;

    /** @param mouthClosedAt the only frame that does not talk */
    Driver(Set<Long> away, long mouthClosedAt) {
        this.away = away;
        this.mouthClosedAt = mouthClosedAt;
    }

    /** A driver who is in every frame and talks in all but the first. */
    static Driver alwaysThere() {
        return new Driver(Set.of(), 0);
    }

    @Override
    public ObservedFrame observe(TrackState before, DrivingFrame frame, SessionMotion motion) {
        long index = frame.stamp().index();
        FaceObservation seen = away.contains(index)
                ? new FaceObservation.Nothing(frame.stamp(), frame.timing(), UntrackedReason.NO_FACE)
                : new FaceObservation.Face(
                        frame.stamp(),
                        frame.timing(),
                        face(index == mouthClosedAt ? 0 : 1, new HeadPose(0, 0, 0)),
                        0.9f,
                        frame.picture().width(),
                        frame.picture().height());
        return new ObservedFrame(TrackState.START, seen);
    }

    /** @param mouth opening in centimetres, from lips that touch */
    static FaceLandmarks face(double mouth, HeadPose pose) {
        float[] vertices = Arrays.copyOf(CanonicalFace.load().vertices(), 3 * FaceLandmarks.COUNT);
        System.arraycopy(vertices, 3 * UPPER_LIP, vertices, 3 * LOWER_LIP, 3);
        vertices[3 * LOWER_LIP + 1] += (float) mouth;
        return FaceLandmarks.of(new Similarity(PIXELS_PER_CENTIMETRE, Rotation.of(pose), 200, 180, 0).apply(vertices));
    }
}
