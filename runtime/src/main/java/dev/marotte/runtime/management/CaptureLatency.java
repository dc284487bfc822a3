package dev.marotte.runtime.management;

import dev.marotte.schemas.FrameTiming;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/** Records the age of each frame when a stage is done with it. Any thread. */
public final class CaptureLatency {
    private final Timer timer;

    CaptureLatency(Timer timer) {
        this.timer = timer;
    }

    /** Records a frame; its age is at least zero, since the clock of the machine that captured it may be ahead. */
    public void record(FrameTiming timing, Instant now) {
        Duration age = timing.age(now);
        timer.record(age.isNegative() ? Duration.ZERO : age);
    }
}
