package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import java.util.List;

/**
 * Removes jitter from landmarks with the help of the frames after as well as before, so that nothing lags: a mean in which neighbours are weighted by how
 * near they are in time and, for each point separately, in position (Tomasi and Manduchi, "Bilateral filtering", ICCV 1998, over time). Points at rest are
 * averaged; a falling lid has no neighbour nearby and stays as it was seen. Nearness in position is Geman and McClure's 1 / (1 + d²)², which needs no
 * exponential function. Distances are measured in face heights, so the size of the picture does not matter.
 *
 * @param seconds standard deviation of the nearness in time
 * @param faceHeights distance at which a neighbour counts a quarter
 */
public record BilateralFilter(double seconds, double faceHeights) {
    /** Tuned on clips of 24 to 30 frames a second; {@code docs/measurements/landmarks.md} has the figures. */
    public static final BilateralFilter DEFAULT = new BilateralFilter(0.05, 0.02);

    /** @param around neighbours of {@code face}, as many before as after it: otherwise moving points would be pulled to one side */
    public FaceLandmarks smooth(TimedLandmarks face, List<TimedLandmarks> around) {
        float[] own = face.landmarks().toArray();
        float[] sums = own.clone();
        float[] weights = new float[FaceLandmarks.COUNT];
        float perReachSquared = (float) (1 / square(faceHeights * FaceHeight.of(face.landmarks())));
        for (TimedLandmarks neighbour : around) {
            double apart = face.pts().since(neighbour.pts()).toNanos() / 1e9;
            float nearness = (float) Math.exp(-square(apart / seconds) / 2);
            add(neighbour.landmarks().toArray(), own, nearness, perReachSquared, sums, weights);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= 1 + weights[i / 3];
        }
        return FaceLandmarks.of(sums);
    }

    private static void add(
            float[] from, float[] own, float nearness, float perReachSquared, float[] sums, float[] weights) {
        for (int i = 0; i < own.length; i += 3) {
            float x = from[i] - own[i];
            float y = from[i + 1] - own[i + 1];
            float z = from[i + 2] - own[i + 2];
            float fade = 1 + (x * x + y * y + z * z) * perReachSquared;
            float weight = nearness / (fade * fade);
            sums[i] += weight * from[i];
            sums[i + 1] += weight * from[i + 1];
            sums[i + 2] += weight * from[i + 2];
            weights[i / 3] += weight;
        }
    }

    private static double square(double number) {
        return number * number;
    }
}
