package dev.marotte.landmark;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A measure of a face, and where its rest lies among the values of many frames. Immutable. */
final class RestMeasure {
    /** Rank of a wide eye's opening; an eye that is open by less than half of it blinks. */
    private static final double WIDE = 0.75;

    private static final double HALF = 0.5;

    /** Share of a wide opening where each frame counts. */
    private static final double ANY = 0;

    /** Share of the frames in which a value is not seldom. */
    private static final double SELDOM = 0.1;

    /** Distance from a rest near zero, in centimetres, that counts as much as all ranks. */
    private static final double CENTIMETRES_PER_RANK = 1.5;

    private final ToDoubleFunction<PosedFace> measure;
    private final Distance distance;
    private final double least;
    private final double weight;

    private RestMeasure(ToDoubleFunction<PosedFace> measure, Distance distance, double least, double weight) {
        this.measure = measure;
        this.distance = distance;
        this.least = least;
        this.weight = weight;
    }

    /** Distances of values from the rest that is found among them, in ranks. */
    private interface Distance {
        double[] of(double[] values);

        static Distance fromRank(double rank) {
            return values -> mapped(SampleRanks.shares(values), share -> Math.abs(share - rank));
        }

        /** From zero, or from the nearest value that is not seldom. */
        static Distance fromZero() {
            return values -> {
                double rest =
                        Math.clamp(0, SampleRanks.quantile(values, SELDOM), SampleRanks.quantile(values, 1 - SELDOM));
                return mapped(values, value -> Math.abs(value - rest) / CENTIMETRES_PER_RANK);
            };
        }

        private static double[] mapped(double[] values, DoubleUnaryOperator each) {
            return DoubleStream.of(values).map(each).toArray();
        }
    }

    /** @param rank of the rest among all values, 0…1 */
    static RestMeasure ranked(ToDoubleFunction<PosedFace> measure, double rank) {
        return new RestMeasure(measure, Distance.fromRank(rank), ANY, 1);
    }

    /** A lid's opening; frames in which it blinks do not count. */
    static RestMeasure ofLids(ToDoubleFunction<PosedFace> opening, double rank) {
        return new RestMeasure(opening, Distance.fromRank(rank), HALF, 1);
    }

    /** Rests at zero if the driver is there often enough, else as near to it as the driver often is. */
    static RestMeasure nearZero(ToDoubleFunction<PosedFace> centimetres) {
        return new RestMeasure(centimetres, Distance.fromZero(), ANY, 1);
    }

    /** @param newWeight of a rank relative to those of a feature's other measures */
    RestMeasure weighing(double newWeight) {
        return new RestMeasure(measure, distance, least, newWeight);
    }

    /** Distance of each face from the rest, in ranks among the faces that count; infinite for those that do not. */
    double[] away(List<PosedFace> faces) {
        double[] values = faces.stream().mapToDouble(measure).toArray();
        double bound = bound(SampleRanks.quantile(values, WIDE));
        int[] counted = IntStream.range(0, values.length)
                .filter(i -> !(values[i] < bound))
                .toArray();
        double[] distances =
                distance.of(IntStream.of(counted).mapToDouble(i -> values[i]).toArray());
        double[] away = new double[values.length];
        Arrays.fill(away, Double.POSITIVE_INFINITY);
        for (int i = 0; i < counted.length; i++) {
            away[counted[i]] = weight * distances[i];
        }
        return away;
    }

    /** Returns a bound that is never above the wide opening, which may be negative where lids or lips overlap. */
    private double bound(double wide) {
        return least == ANY ? Double.NEGATIVE_INFINITY : Math.min(least * wide, wide);
    }
}
