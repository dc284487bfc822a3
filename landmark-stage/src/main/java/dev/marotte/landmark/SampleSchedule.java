package dev.marotte.landmark;

import dev.marotte.schemas.Pts;
import java.time.Duration;

/**
 * Decides when to keep the next frame of a session that cannot wait for the estimate of its rest. Samples are dense at first, so that there is an estimate
 * soon. When the room is used up, every second one is dropped and half as many are taken, until they reach minutes back; from then on the oldest is
 * dropped. Immutable.
 *
 * @param last pts of the last sample
 * @param kept number of samples
 * @param taken number of samples so far, including the dropped ones
 */
record SampleSchedule(Pts last, Duration interval, int kept, long taken) {
    /** Room for samples: 3 kB each. */
    static final int MOST = 128;

    private static final Duration DENSEST = Duration.ofMillis(125);
    private static final Duration SPARSEST = Duration.ofSeconds(1);

    /** Samples from one estimate to the next: a second at first, eight in the end. */
    private static final int FOR_AN_ESTIMATE = 8;

    static SampleSchedule startingWith(Pts first) {
        return new SampleSchedule(first, DENSEST, 1, 1);
    }

    /** Tells whether to keep a frame at that time. */
    boolean wants(Pts pts) {
        return pts.since(last).compareTo(interval) >= 0;
    }

    SampleSchedule with(Pts sample) {
        return new SampleSchedule(sample, interval, kept + 1, taken + 1);
    }

    boolean isFull() {
        return kept > MOST;
    }

    /** Tells whether samples should be thinned when there are too many; otherwise the oldest is dropped. */
    boolean isThinnable() {
        return interval.compareTo(SPARSEST) < 0;
    }

    SampleSchedule thinned(int left) {
        return new SampleSchedule(last, interval.multipliedBy(2), left, taken);
    }

    SampleSchedule withoutTheOldest() {
        return new SampleSchedule(last, interval, kept - 1, taken);
    }

    boolean isEstimateDue() {
        return taken % FOR_AN_ESTIMATE == 0;
    }
}
