package dev.marotte.schemas;

import java.util.Arrays;
import java.util.List;

/**
 * The usual step from frame to frame, in seconds. Steps far from it – a still picture in a screen recording, a lost frame – say nothing of
 * the rate and are left out.
 *
 * @param count how many steps the mean is of
 * @param runs of frames without such a step between them
 */
record FrameSteps(double mean, long count, long runs) {
    /** To which containers such as Matroska and FLV round a time: the length of a run is wrong by no more. */
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

    /** Whether frames of this rate can have these steps, as far as their rounding lets it be known. */
    boolean agreeWith(FrameRate rate) {
        return Math.abs(mean - 1 / rate.perSecond()) * count <= ROUNDING * runs;
    }
}
