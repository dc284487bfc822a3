package dev.marotte.schemas;

import java.util.List;
import java.util.Optional;

/**
 * The rate of a driving clip: what it declares, unless the times of its frames contradict that. Half a second of times in milliseconds is too short
 * to tell 30 from 29.97.
 */
public final class DrivenRate {
    private static final FrameRate USUAL = FrameRate.of(25);

    private DrivenRate() {}

    /** @param times of the first frames, increasing */
    public static FrameRate of(Optional<FrameRate> declared, List<Pts> times) {
        if (times.size() < 2) {
            return declared.orElse(USUAL);
        }
        FrameSteps steps = FrameSteps.of(times);
        FrameRate measured = FrameRate.of(times);
        return declared.filter(steps::agreeWith)
                .filter(rate -> rate.isUsual() || !measured.isUsual() || isNearer(rate, measured, steps))
                .orElse(measured);
    }

    /** An unusual declared rate may be real, such as 59, or frames divided by length, such as 29.99 where the last frame is shown longer. */
    private static boolean isNearer(FrameRate declared, FrameRate measured, FrameSteps steps) {
        double perSecond = 1 / steps.mean();
        return declared.distance(perSecond) <= measured.distance(perSecond);
    }
}
