package dev.marotte.schemas;

import java.util.Arrays;
import java.util.List;

/**
 * The usual step from frame to frame, in seconds. Steps far from it – a still picture in a screen recording, a lost frame – say nothing
 * about the rate and are left out.
 *
 * @param count number of steps in the mean
 * @param runs number of runs of frames without such an outlier between them
 */
record FrameSteps(double mean, long count, long runs) {
    /** Containers such as Matroska and FLV round times to this: the length of a run is off by no more. */
    private static final double ROUNDING = 0.001;

    /** @param times at least two and increasing */
    static FrameSteps of(List<Pts> times) {
        double[] steps = new double[times.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times.get(i + 1).seconds() - times.get(i).seconds();
        }
        double[] sorted = steps.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double[] usual = Arrays.stream(steps)
                .filter(step -> step > median / 2 && step < median * 3 / 2)
                .toArray();
        return new FrameSteps(
                Arrays.stream(usual).average().orElse(median), usual.length, 1 + steps.length - usual.length);
    }

    /** Whether frames of this rate can have these steps, as far as the rounding allows to tell. */
    boolean agreeWith(FrameRate rate) {
        return Math.abs(mean - 1 / rate.perSecond()) * count <= ROUNDING * runs;
    }
}
