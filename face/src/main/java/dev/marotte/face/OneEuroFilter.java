package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;

/**
 * Removes jitter from landmarks: a low-pass whose cutoff rises with a point's speed, so that resting points are still and moving ones do not lag (Casiez,
 * Roussel and Vogel, "1€ Filter", CHI 2012). Each point has its own speed: moving lids and lips are followed at once while the forehead rests. Speeds are
 * measured in face heights, so the size of the picture does not matter.
 *
 * <p>Prediction by velocity, a dead zone, and the raw speed instead of the filtered one were tried: none gave less jitter for the same lag.
 *
 * @param restCutoff Hz, of a point at rest
 * @param cutoffPerSpeed Hz for each face height a second
 * @param velocityCutoff Hz, of the velocities themselves
 */
public record OneEuroFilter(double restCutoff, double cutoffPerSpeed, double velocityCutoff) {
    /** Tuned on 34 clips of 24 to 30 frames a second; {@code docs/measurements/landmarks.md} has the figures. */
    public static final OneEuroFilter DEFAULT = new OneEuroFilter(2, 50, 5);

    /** Frames with equal or falling pts are treated as one millisecond apart. */
    private static final double SHORTEST_STEP = 1e-3;

    /** The first frame of a face: nothing to smooth yet. */
    public SmoothedFace start(FaceLandmarks landmarks, Pts pts) {
        return SmoothedFace.atRest(landmarks, pts);
    }

    public SmoothedFace next(SmoothedFace before, FaceLandmarks landmarks, Pts pts) {
        double step = Math.max(SHORTEST_STEP, (pts.micros() - before.pts().micros()) / 1e6);
        double perSecond = 1 / (step * FaceHeight.of(landmarks));
        float velocityShare = (float) share(velocityCutoff, step);
        float[] measured = landmarks.toArray();
        float[] points = before.landmarks().toArray();
        float[] velocities = before.velocities();
        for (int i = 0; i < points.length; i += 3) {
            for (int axis = i; axis < i + 3; axis++) {
                double velocity = (measured[axis] - points[axis]) * perSecond;
                velocities[axis] += velocityShare * ((float) velocity - velocities[axis]);
            }
            double cutoff = restCutoff + cutoffPerSpeed * length(velocities, i);
            float share = (float) share(cutoff, step);
            for (int axis = i; axis < i + 3; axis++) {
                points[axis] += share * (measured[axis] - points[axis]);
            }
        }
        return SmoothedFace.of(FaceLandmarks.of(points), velocities, pts);
    }

    private static double length(float[] vectors, int at) {
        return Math.sqrt(
                vectors[at] * vectors[at] + vectors[at + 1] * vectors[at + 1] + vectors[at + 2] * vectors[at + 2]);
    }

    /** Share of the way to a new value that an exponential low-pass covers in {@code step} seconds. */
    private static double share(double cutoff, double step) {
        double turned = 2 * Math.PI * cutoff * step;
        return turned / (turned + 1);
    }
}
