package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FrameAllowanceTest {
    private static final int PER_SECOND = 60;

    private long now = 1;
    private final FrameAllowance allowance = new FrameAllowance(PER_SECOND, () -> now);

    @Test
    void takesASecondsFramesAtOnceAndThenNoMoreThanTheRate() {
        assertThat(takenOf(100)).isEqualTo(PER_SECOND);

        int taken = 0;
        for (int tenth = 0; tenth < 100; tenth++) {
            pass(Duration.ofMillis(100));
            taken += takenOf(50);
        }
        assertThat(taken).isBetween(10 * PER_SECOND - 1, 10 * PER_SECOND + 1);
    }

    @Test
    void whoPausedForLongMaySendNoMoreThanASecondsFramesAtOnce() {
        pass(Duration.ofHours(1));
        assertThat(takenOf(1_000)).isEqualTo(PER_SECOND);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private int takenOf(int frames) {
        int taken = 0;
        for (int frame = 0; frame < frames; frame++) {
            taken += allowance.allows() ? 1 : 0;
        }
        return taken;
    }
}
