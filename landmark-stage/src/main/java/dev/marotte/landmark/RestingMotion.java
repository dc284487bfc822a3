package dev.marotte.landmark;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.NetworkMotion;
import java.util.List;

/**
 * Estimates the motion that networks would see of a driver at rest. The landmarks define the rest; each number is the median over the frames that come
 * nearest to it.
 */
final class RestingMotion {
    /** Share of the frames whose numbers are taken, and their minimum number. */
    private static final double NEAREST = 0.15;

    private static final int FEWEST = 5;

    private RestingMotion() {}

    /**
     * Returns the motion of a rest whose landmarks were estimated.
     *
     * @param frames some of which networks may not have observed
     */
    static NetworkMotion of(FaceLandmarks rest, List<Tracked> frames) {
        List<NetworkMotion.Seen> nearest = nearest(
                rest,
                frames.stream()
                        .filter(frame -> frame.motion() instanceof NetworkMotion.Seen)
                        .toList());
        return nearest.isEmpty()
                ? new NetworkMotion.Unseen()
                : new NetworkMotion.Seen(nearest.getFirst().family(), median(nearest));
    }

    private static List<NetworkMotion.Seen> nearest(FaceLandmarks rest, List<Tracked> frames) {
        double[] away = frames.stream()
                .mapToDouble(frame -> apart(rest, frame.landmarks()))
                .toArray();
        int count = Math.max(FEWEST, (int) Math.round(NEAREST * away.length));
        return SampleRanks.smallest(away, count).stream()
                .map(place -> frames.get(place).motion())
                .map(NetworkMotion.Seen.class::cast)
                .toList();
    }

    /** Returns the sum of squared distances between the same points, in the plane of the picture. */
    private static double apart(FaceLandmarks one, FaceLandmarks other) {
        double sum = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            double x = one.x(point) - other.x(point);
            double y = one.y(point) - other.y(point);
            sum += x * x + y * y;
        }
        return sum;
    }

    private static MotionNumbers median(List<NetworkMotion.Seen> motions) {
        List<float[]> rows =
                motions.stream().map(motion -> motion.numbers().toArray()).toList();
        float[] medians = new float[MotionNumbers.COUNT];
        for (int number = 0; number < medians.length; number++) {
            float[] values = new float[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[number];
            }
            medians[number] = SampleRanks.median(values);
        }
        return MotionNumbers.of(medians);
    }
}
