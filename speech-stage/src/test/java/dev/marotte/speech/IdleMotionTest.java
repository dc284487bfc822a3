package dev.marotte.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IdleMotionTest {
    private static final long MINUTE_FRAMES = 1500;

    @Property(tries = 100)
    void whoBeginsLaterSeesTheSameMotion(
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name, @ForAll @IntRange(max = 1400) int first) {
        IdleMotion whole = new IdleMotion(new SessionId(name));
        double[] expected = blinks(whole, 0).skip(first).toArray();

        assertThat(blinks(new IdleMotion(new SessionId(name)), first).toArray()).containsExactly(expected);
        assertThat(new IdleMotion(new SessionId(name)).pose(at(first), 1)).isEqualTo(whole.pose(at(first), 1));
    }

    private static DoubleStream blinks(IdleMotion motion, long first) {
        return LongStream.range(first, MINUTE_FRAMES).mapToDouble(frame -> motion.blink(at(frame)));
    }

    private static Pts at(long frame) {
        return new Pts(frame * 40_000);
    }

    @Test
    void blinksAFewTimesAMinuteAndOpensTheEyesAgain() {
        double[] blinks = blinks(new IdleMotion(new SessionId("demo")), 0).toArray();
        long shut = LongStream.range(1, blinks.length)
                .filter(frame -> blinks[(int) frame] > 0.6 && blinks[(int) frame - 1] <= 0.6)
                .count();

        assertThat(shut).isBetween(8L, 28L);
        assertThat(DoubleStream.of(blinks).filter(blink -> blink == 0).count()).isGreaterThan(MINUTE_FRAMES * 8 / 10);
        assertThat(DoubleStream.of(blinks)).allMatch(blink -> blink >= 0 && blink <= 1);
    }

    @Test
    void theHeadBeginsUnturnedAndSwaysALittle() {
        IdleMotion motion = new IdleMotion(new SessionId("demo"));

        HeadPose first = motion.pose(Pts.ZERO, 1);
        assertThat(List.of(first.yaw(), first.pitch(), first.roll())).allMatch(angle -> angle == 0);
        assertThat(LongStream.range(0, MINUTE_FRAMES).mapToObj(frame -> motion.pose(at(frame), 1)))
                .allMatch(pose -> Math.abs(pose.yaw()) < 5 && Math.abs(pose.pitch()) < 3 && Math.abs(pose.roll()) < 3)
                .anyMatch(pose -> Math.abs(pose.yaw()) > 1);
    }
}
