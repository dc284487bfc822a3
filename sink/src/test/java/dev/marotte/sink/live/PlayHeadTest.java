package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Pts;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayHeadTest {
    private static final long FRAME = 40_000;
    private static final long HALF_AN_HOUR = 45_000;

    /** Frames of a source whose clock is fast or slow, that are up to 20 ms on their way beyond the least. */
    @ParameterizedTest
    @ValueSource(doubles = {0.999, 1, 1.001})
    void aForeignClockIsFollowedForHalfAnHour(double clock) {
        PlayHead head = new PlayHead();
        Random jitter = new Random(7);
        double furthest = 0;
        double before = 0;
        for (long frame = 0; frame < HALF_AN_HOUR; frame++) {
            long now = frame * FRAME;
            long pts = Math.round(now * clock);
            head.arrived(new Pts(pts), now + jitter.nextInt(20_000));
            double position = head.advance(now + FRAME);
            if (frame > 0) {
                assertThat(position - before).isBetween(0.994 * FRAME, 1.006 * FRAME);
            }
            before = position;
            furthest = frame < 250 ? 0 : Math.max(furthest, Math.abs(position - (pts + FRAME)));
        }
        // A frame and a half behind what has come: the jitter, and what keeps it from being seen.
        assertThat(furthest).isLessThan(1.5 * FRAME);
    }

    @Test
    void oneFrameThatIsLateMovesNothing() {
        PlayHead head = new PlayHead();
        for (long frame = 0; frame < 100; frame++) {
            long late = frame == 50 ? 400_000 : 0;
            head.arrived(new Pts(frame * FRAME), frame * FRAME + late);
            head.advance((frame + 1) * FRAME);
        }
        assertThat(head.advance(100 * FRAME)).isBetween(99.0 * FRAME - 30_000, 100.0 * FRAME);
    }

    @Test
    void aWayThatHasBecomeLongerIsJumpedTo() {
        PlayHead head = new PlayHead();
        for (long frame = 0; frame < 200; frame++) {
            long longer = frame < 100 ? 0 : 600_000;
            head.arrived(new Pts(frame * FRAME), frame * FRAME + longer);
            head.advance(frame * FRAME + longer + 1);
        }
        assertThat(head.advance(199 * FRAME + 600_000)).isBetween(198.0 * FRAME, 200.0 * FRAME);
    }

    @Test
    void timeGoesOnWhereNothingComes() {
        PlayHead head = new PlayHead();
        head.arrived(new Pts(0), 0);
        assertThat(head.advance(10_000_000)).isEqualTo(10_000_000 - PlayHead.EARLY_MICROS);
    }
}
