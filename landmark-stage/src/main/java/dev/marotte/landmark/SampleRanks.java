package dev.marotte.landmark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Order statistics: quantiles by the nearest rank from below, so that each is a value that occurred. */
final class SampleRanks {
    private static final double MIDDLE = 0.5;

    private SampleRanks() {}

    /** @param share 0 for the least value, 1 for the greatest */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    static <T> double median(List<T> things, ToDoubleFunction<T> number) {
        return quantile(things.stream().mapToDouble(number).toArray(), MIDDLE);
    }

    /** Returns the median; sorts {@code values}. */
    static float median(float[] values) {
        Arrays.sort(values);
        return values[(int) (MIDDLE * (values.length - 1))];
    }

    /** Returns the positions of the smallest values, the earlier of equals first. */
    static List<Integer> smallest(double[] values, int count) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> values[place]))
                .limit(count)
                .toList();
    }

    /** Returns the rank of each value among all, from 0 for the least to 1 for the greatest; equals are ordered by position. */
    static double[] shares(double[] values) {
        List<Integer> order = smallest(values, values.length);
        double[] shares = new double[values.length];
        for (int rank = 0; rank < order.size(); rank++) {
            shares[order.get(rank)] = rank / Math.max(1.0, order.size() - 1.0);
        }
        return shares;
    }
}
