package dev.marotte.runtime.management;

import dev.marotte.schemas.FrameTiming;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** The ages that frames have when a stage is through with them. Any thread. */
public final class CaptureLatency {
    private final Timer timer;

    CaptureLatency(Timer timer) {
        this.timer = timer;
    }

    /** Notes a frame; its age is zero at least, for the clock of the machine that captured it may be ahead. */
    public void record(FrameTiming timing, Instant now) {
        Duration age = timing.age(now);
        timer.record(age.isNegative() ? Duration.ZERO : age);
    }
}
