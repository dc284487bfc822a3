package dev.marotte.face.implicit;

import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.Pts;
import java.util.List;

/**
 * Removes jitter from what networks saw, as {@link dev.marotte.face.BilateralFilter} does from landmarks: a mean over the frames before and after, in
 * which neighbours are weighted by how near they are in time and in value. The head's turn, its size, its position and each keypoint are filtered
 * separately. The reaches are those of the landmarks, converted to the networks' own units and <em>not tuned</em>: nobody has run the real networks here.
 *
 * @param seconds standard deviation of the nearness in time
 * @param degrees at which a neighbour's angles count a quarter
 * @param units of the networks' own space, likewise for position and keypoints
 */
public record MotionFilter(double seconds, double degrees, double units) {
    /**
     * A face is some .9 units high in its crop, so .02 of its height are .018 units; a point at the face's edge, a third of its height from the axis,
     * moves as far in a turn of 3.3 degrees.
     */
    public static final MotionFilter DEFAULT = new MotionFilter(0.05, 3.3, 0.018);

    private static final int SCALE = 3;
    private static final int PLACE = 4;
    private static final int AXES = 3;

    /** @param around neighbours, as many before as after: otherwise moving values would be pulled to one side */
    public MotionNumbers smooth(Timed motion, List<Timed> around) {
        float[] own = motion.numbers().toArray();
        float[] smoothed = own.clone();
        smooth(smoothed, 0, SCALE, degrees, motion, around);
        // Scale and position are in pixels of the picture, so this is the number of pixels in one unit.
        smooth(smoothed, SCALE, PLACE, units * own[SCALE], motion, around);
        smooth(smoothed, PLACE, MotionNumbers.HEAD, units * own[SCALE], motion, around);
        for (int keypoint = MotionNumbers.HEAD; keypoint < MotionNumbers.COUNT; keypoint += AXES) {
            smooth(smoothed, keypoint, keypoint + AXES, units, motion, around);
        }
        return MotionNumbers.of(smoothed);
    }

    private void smooth(float[] smoothed, int from, int to, double reach, Timed motion, List<Timed> around) {
        double[] sums = new double[to - from];
        double weights = 1;
        for (Timed neighbour : around) {
            float[] other = neighbour.numbers().toArray();
            double weight = nearness(motion, neighbour) * likeness(smoothed, other, from, to, reach);
            for (int at = from; at < to; at++) {
                sums[at - from] += weight * (other[at] - smoothed[at]);
            }
            weights += weight;
        }
        for (int at = from; at < to; at++) {
            smoothed[at] += (float) (sums[at - from] / weights);
        }
    }

    private double nearness(Timed motion, Timed neighbour) {
        double apart = motion.pts().since(neighbour.pts()).toNanos() / 1e9 / seconds;
        return Math.exp(-apart * apart / 2);
    }

    private static double likeness(float[] own, float[] other, int from, int to, double reach) {
        double squares = 0;
        for (int at = from; at < to; at++) {
            squares += (other[at] - own[at]) * (double) (other[at] - own[at]);
        }
        double fade = 1 + squares / (reach * reach);
        return 1 / (fade * fade);
    }

    /** Motion at a point in time. */
    public record Timed(MotionNumbers numbers, Pts pts) {}
}
