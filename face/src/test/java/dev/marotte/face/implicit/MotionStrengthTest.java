package dev.marotte.face.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MotionStrengthTest {
    private static final Offset<Double> ROUNDING = within(1e-5);

    private final ImplicitMotion rest = new ImplicitMotion(new HeadAngles(2, -4, 6), 2, .1, -.1, all(.5f));
    private final ImplicitMotion driver = new ImplicitMotion(new HeadAngles(10, 4, 0), 8, .5, .3, all(1.5f));

    private static ImplicitKeypoints all(float coordinate) {
        float[] xyz = new float[ImplicitKeypoints.COORDINATES];
        Arrays.fill(xyz, coordinate);
        return ImplicitKeypoints.of(xyz);
    }

    private static void assertMotion(ImplicitMotion found, HeadAngles angles, double scale, double x, double y) {
        assertThat(found.angles().pitch()).isEqualTo(angles.pitch(), ROUNDING);
        assertThat(found.angles().yaw()).isEqualTo(angles.yaw(), ROUNDING);
        assertThat(found.angles().roll()).isEqualTo(angles.roll(), ROUNDING);
        assertThat(found.scale()).isEqualTo(scale, ROUNDING);
        assertThat(found.x()).isEqualTo(x, ROUNDING);
        assertThat(found.y()).isEqualTo(y, ROUNDING);
    }

    @Test
    void leavesMotionAsItIsAtFullStrength() {
        ImplicitMotion found = new MotionStrength(1, 1).against(rest, driver);
        assertMotion(found, driver.angles(), 8, .5, .3);
        assertThat(found.expression()).isEqualTo(driver.expression());
    }

    @Test
    void freezesHeadAndExpressionEachByItself() {
        ImplicitMotion nodding = new MotionStrength(0, 1).against(rest, driver);
        assertMotion(nodding, driver.angles(), 8, .5, .3);
        assertThat(nodding.expression()).isEqualTo(rest.expression());
        ImplicitMotion speaking = new MotionStrength(1, 0).against(rest, driver);
        assertMotion(speaking, rest.angles(), 2, .1, -.1);
        assertThat(speaking.expression()).isEqualTo(driver.expression());
    }

    @Test
    void goesHalfOfTheWayFromTheRest() {
        ImplicitMotion found = new MotionStrength(.5, .5).against(rest, driver);
        assertMotion(found, new HeadAngles(6, 0, 3), 4, .3, .1);
        assertThat(found.expression()).isEqualTo(all(1));
    }

    @Test
    void weakensAnAbsoluteHeadTowardsAViewFromTheFront() {
        ImplicitMotion found = new MotionStrength(2, .5).absolute(rest, driver);
        assertMotion(found, new HeadAngles(5, 2, 0), 8, .25, .15);
        assertThat(found.expression()).isEqualTo(all(2.5f));
    }
}
