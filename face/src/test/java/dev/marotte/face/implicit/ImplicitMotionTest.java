package dev.marotte.face.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.FaceRegion;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The formulas against cases that were worked out by hand. */
class ImplicitMotionTest {
    private static final Offset<Float> ROUNDING = within(1e-5f);
    private static final HeadAngles UNTURNED = new HeadAngles(0, 0, 0);

    private final ImplicitKeypoints canonical = random(1);
    private final ImplicitMotion own = new ImplicitMotion(
            new HeadAngles(4, -11, 3), 1.2, .1, -.05, random(2).scaledBy(.1));
    private final ImplicitSource source = new ImplicitSource(canonical, own);

    private static ImplicitKeypoints random(long seed) {
        Random random = new Random(seed);
        float[] xyz = new float[ImplicitKeypoints.COORDINATES];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = random.nextFloat() * 2 - 1;
        }
        return ImplicitKeypoints.of(xyz);
    }

    private static ImplicitKeypoints all(float x, float y, float z) {
        float[] xyz = new float[ImplicitKeypoints.COORDINATES];
        for (int point = 0; point < xyz.length; point += 3) {
            xyz[point] = x;
            xyz[point + 1] = y;
            xyz[point + 2] = z;
        }
        return ImplicitKeypoints.of(xyz);
    }

    private static void assertClose(ImplicitKeypoints found, ImplicitKeypoints expected) {
        assertThat(found.toArray()).containsExactly(expected.toArray(), ROUNDING);
    }

    @Test
    void readsAnAngleAsTheMiddleOfItsBins() {
        float[] level = new float[AngleBins.COUNT];
        assertThat(AngleBins.degrees(level)).isEqualTo(0, within(1e-9));
        float[] certain = new float[AngleBins.COUNT];
        certain[40] = 1_000;
        assertThat(AngleBins.degrees(certain)).isEqualTo(22.5, within(1e-9));
        certain[41] = 1_000 + (float) Math.log(3);
        assertThat(AngleBins.degrees(certain)).isEqualTo(3 * 40.75 - 97.5, within(1e-3));
        assertThatThrownBy(() -> AngleBins.degrees(new float[65])).hasMessageContaining("66");
    }

    @Test
    void turnsAboutEachAxisAsTheMatricesOfRowVectorsDo() {
        ImplicitKeypoints forwards = all(0, 0, 1);
        assertClose(forwards.turned(new HeadAngles(0, 90, 0).rotation()), all(1, 0, 0));
        assertClose(forwards.turned(new HeadAngles(90, 0, 0).rotation()), all(0, -1, 0));
        assertClose(all(1, 0, 0).turned(new HeadAngles(0, 0, 90).rotation()), all(0, 1, 0));
    }

    @Test
    void turnsByPitchFirstThenYawThenRoll() {
        assertClose(all(0, 1, 0).turned(new HeadAngles(90, 90, 90).rotation()), all(0, 1, 0));
        assertClose(all(1, 0, 0).turned(new HeadAngles(90, 90, 90).rotation()), all(0, 0, -1));
    }

    @Test
    void placesTheSourceByScaleExpressionAndTranslation() {
        ImplicitMotion motion = new ImplicitMotion(new HeadAngles(0, 90, 0), 2, .5, -.25, all(.1f, .2f, .3f));
        assertClose(new ImplicitSource(all(0, 0, 1), motion).keypoints(), all(2.7f, .15f, .6f));
    }

    @Test
    void leavesTheSourceAsItIsWhileTheDriverRests() {
        ImplicitMotion neutral = new ImplicitMotion(new HeadAngles(-7, 20, 5), .9, .3, .2, random(3));
        assertClose(new ImplicitRetargeting.Relative(source, neutral).target(neutral), source.keypoints());
    }

    @Test
    void addsTheDriversChangeToTheSourcesOwnMotion() {
        ImplicitSource plain =
                new ImplicitSource(all(0, 0, 1), new ImplicitMotion(UNTURNED, 2, .1, .2, all(0, .1f, 0)));
        ImplicitMotion neutral = new ImplicitMotion(UNTURNED, 4, 1, 1, all(.5f, 0, 0));
        ImplicitMotion driver = new ImplicitMotion(new HeadAngles(0, 90, 0), 6, 1.5, .5, all(.5f, .2f, 0));
        assertClose(new ImplicitRetargeting.Relative(plain, neutral).target(driver), all(3.6f, .6f, 0));
    }

    @Test
    void turnsFirstLikeTheDriverThenBackFromItsRestThenLikeTheSource() {
        ImplicitSource rolled =
                new ImplicitSource(all(0, 0, 1), new ImplicitMotion(new HeadAngles(0, 0, 90), 1, 0, 0, all(0, 0, 0)));
        ImplicitMotion neutral = new ImplicitMotion(new HeadAngles(90, 0, 0), 1, 0, 0, all(0, 0, 0));
        ImplicitMotion driver = new ImplicitMotion(new HeadAngles(0, 90, 0), 1, 0, 0, all(0, 0, 0));
        // z → x by the driver's yaw; x stays x without the rest's pitch; x → y by the source's roll
        assertClose(new ImplicitRetargeting.Relative(rolled, neutral).target(driver), all(0, 1, 0));
    }

    @Test
    void takesThePoseAndTheExpressiveCoordinatesOfAnAbsoluteDriver() {
        ImplicitSource plain = new ImplicitSource(all(0, 0, 0), new ImplicitMotion(UNTURNED, 2, 9, 9, all(-1, -1, -1)));
        ImplicitMotion driver = new ImplicitMotion(UNTURNED, 5, .5, 0, all(1, 1, 1));
        ImplicitKeypoints target = new ImplicitRetargeting.Absolute(plain).target(driver);
        assertPoint(target, 0, -1.5f, -2, -2);
        assertPoint(target, 3, -1.5f, 2, -2);
        assertPoint(target, 4, -1.5f, 2, -2);
        assertPoint(target, 5, -1.5f, -2, 2);
        assertPoint(target, 7, -1.5f, -2, -2);
        assertPoint(target, 8, -1.5f, -2, 2);
        assertPoint(target, 9, -1.5f, 2, 2);
        assertPoint(target, 10, -1.5f, -2, -2);
        for (int point : new int[] {1, 2, 6, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}) {
            assertPoint(target, point, 2.5f, 2, 2);
        }
    }

    private static void assertPoint(ImplicitKeypoints keypoints, int point, float... xyz) {
        for (int axis = 0; axis < 3; axis++) {
            assertThat(keypoints.get(point, axis))
                    .as("point %d axis %d", point, axis)
                    .isEqualTo(xyz[axis], ROUNDING);
        }
    }

    @Test
    void comesBackFromItsNumbers() {
        ImplicitMotion plain = new ImplicitMotion(new HeadAngles(4, -11, 3), 1.25, .5, -.25, random(2));
        assertThat(ImplicitMotion.of(plain.numbers())).isEqualTo(plain);
        assertThat(plain.numbers().toArray()).startsWith(4, -11, 3, 1.25f, .5f, -.25f);
    }

    @Test
    void isTheSameInTheFrameWhicheverCropItWasSeenIn() {
        FaceRegion wide = new FaceRegion(100, 80, 64, 0);
        FaceRegion close = new FaceRegion(110, 80, 32, 0);
        ImplicitMotion inWide = new ImplicitMotion(UNTURNED, 1, .5, .25, all(.1f, .2f, .3f));
        ImplicitMotion inFrame = inWide.outOf(wide);
        assertThat(inFrame).isEqualTo(new ImplicitMotion(UNTURNED, 32, 116, 88, all(.1f, .2f, .3f)));
        assertThat(inFrame.within(close)).isEqualTo(new ImplicitMotion(UNTURNED, 2, .375, .5, all(.1f, .2f, .3f)));
        assertThat(inFrame.within(wide)).isEqualTo(inWide);
    }

    @Test
    void saysNothingOfAFaceInWords() {
        assertThat(source.toString()).contains("ImplicitKeypoints[]").doesNotContain(canonical.get(0, 0) + "");
    }
}
