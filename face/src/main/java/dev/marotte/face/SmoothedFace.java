package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;
import java.util.Arrays;

/** State of the {@link OneEuroFilter}: where the points are, how fast they move, and when. Immutable. */
public final class SmoothedFace {
    private final FaceLandmarks landmarks;
    private final float[] velocities;
    private final Pts pts;

    private SmoothedFace(FaceLandmarks landmarks, float[] velocities, Pts pts) {
        this.landmarks = landmarks;
        this.velocities = velocities;
        this.pts = pts;
    }

    /** @param velocities 478 × (x, y, z) in face heights a second; taken over, not copied */
    public static SmoothedFace of(FaceLandmarks landmarks, float[] velocities, Pts pts) {
        if (velocities.length != 3 * FaceLandmarks.COUNT) {
            throw new IllegalArgumentException("each of 478 points has a velocity of three numbers");
        }
        return new SmoothedFace(landmarks, velocities, pts);
    }

    /** Returns a face that has just come into view. */
    static SmoothedFace atRest(FaceLandmarks landmarks, Pts pts) {
        return new SmoothedFace(landmarks, new float[3 * FaceLandmarks.COUNT], pts);
    }

    public FaceLandmarks landmarks() {
        return landmarks;
    }

    /** Returns a copy. */
    public float[] velocities() {
        return velocities.clone();
    }

    public Pts pts() {
        return pts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SmoothedFace that
                && landmarks.equals(that.landmarks)
                && Arrays.equals(velocities, that.velocities)
                && pts.equals(that.pts);
    }

    @Override
    public int hashCode() {
        return 31 * landmarks.hashCode() + pts.hashCode();
    }

    /** Never prints landmarks: they are personal data. */
    @Override
    public String toString() {
        return "SmoothedFace[pts=" + pts + "]";
    }
}
