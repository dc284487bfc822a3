package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.MotionSettings.Mode;
import dev.marotte.schemas.Neutral;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RetargetingTest {
    private static final int SIDE = 512;
    private static final MeshGeometry MESH = MeshGeometry.load();
    private static final HeadPose AHEAD = new HeadPose(0, 0, 0);
    private static final HeadPose ASIDE = new HeadPose(12, -5, 4);
    private static final FaceLandmarks PORTRAIT =
            Faces.atRest().stretched(0.9, 1.1).at(20, ASIDE, 250, 260);
    private static final FaceLandmarks DRIVER_AT_REST = Faces.atRest().at(10, AHEAD, 300, 200);

    @Property(tries = 50)
    void aDriverAtRestLeavesThePortraitAtRest(
            @ForAll @DoubleRange(min = 2, max = 40) double scale,
            @ForAll @DoubleRange(min = -30, max = 30) double yaw,
            @ForAll @DoubleRange(min = 0, max = 2) double strength) {
        FaceLandmarks driver = Faces.atRest().at(scale, new HeadPose((float) yaw, 0, 0), 100, 50);
        MotionSettings motion = new MotionSettings(Mode.RELATIVE, (float) strength, (float) strength);

        // Taken out of its pose, the stretched portrait's lips do not quite touch, as the driver's do.
        assertThat(Faces.furthest(target(driver, driver, motion), PORTRAIT)).isLessThan(0.1);
    }

    @Property(tries = 50)
    void theSizeOfTheDrivingPictureDoesNotMatter(@ForAll @DoubleRange(min = 0.3, max = 5) double factor) {
        FaceLandmarks small = target(DRIVER_AT_REST, talking(10, 310, 205), MotionSettings.DEFAULT);
        FaceLandmarks large = target(
                Faces.atRest().at(10 * factor, AHEAD, 300 * factor, 200 * factor),
                talking(10 * factor, 310 * factor, 205 * factor),
                MotionSettings.DEFAULT);

        assertThat(Faces.furthest(small, large)).isLessThan(0.05);
    }

    @Property(tries = 50)
    void theHeadTurnsByTheDriversChange(
            @ForAll @DoubleRange(min = -18, max = 18) double yaw,
            @ForAll @DoubleRange(min = -20, max = 20) double roll) {
        FaceLandmarks turned = Faces.atRest().at(10, new HeadPose((float) yaw, 0, (float) roll), 300, 200);
        FaceLandmarks portrait = Faces.atRest().at(20, AHEAD, 250, 260);

        HeadPose pose = pose(Retargeting.of(MESH, portrait, SIDE, Faces.neutral(DRIVER_AT_REST), MotionSettings.DEFAULT)
                .target(turned));

        assertThat((double) pose.yaw()).isCloseTo(yaw, within(0.2));
        assertThat((double) pose.roll()).isCloseTo(roll, within(0.2));
    }

    @Property(tries = 50)
    void aHeadThatTurnsFurtherIsHeldBackMoreAndMore(
            @ForAll @DoubleRange(min = 20, max = 80) double yaw, @ForAll boolean toTheLeft) {
        double turn = toTheLeft ? -yaw : yaw;
        float reached = yawOfADriverAt(turn);
        assertThat(Math.abs(reached)).isBetween(19f, 32.2f);
        assertThat(Math.signum(reached)).isEqualTo((float) Math.signum(turn));
        assertThat(Math.abs(yawOfADriverAt(turn * 1.05))).isGreaterThan(Math.abs(reached) - 0.1f);
    }

    private static float yawOfADriverAt(double yaw) {
        FaceLandmarks turned = Faces.atRest().at(10, new HeadPose((float) yaw, 0, 0), 300, 200);
        return pose(Retargeting.of(
                                MESH,
                                Faces.atRest().at(20, AHEAD, 250, 260),
                                SIDE,
                                Faces.neutral(DRIVER_AT_REST),
                                MotionSettings.DEFAULT)
                        .target(turned))
                .yaw();
    }

    @Test
    void aPictureOfTheFirstFrameBeginsThere() {
        FaceLandmarks first = Faces.atRest().withMouth(2).at(10, ASIDE, 320, 230);
        Neutral neutral = Faces.neutral(DRIVER_AT_REST, first);

        FaceLandmarks target = Retargeting.of(MESH, first, SIDE, neutral, MotionSettings.DEFAULT)
                .target(first);

        assertThat(Faces.furthest(target, first)).isLessThan(0.1);
    }

    @Test
    void anotherPersonBeginsWithTheDriverAtRest() {
        FaceLandmarks speaking = Faces.atRest().withMouth(2).at(10, AHEAD, 300, 200);
        Neutral neutral = Faces.neutral(DRIVER_AT_REST, speaking);

        FaceLandmarks target = Retargeting.of(MESH, PORTRAIT, SIDE, neutral, MotionSettings.DEFAULT)
                .target(DRIVER_AT_REST);

        assertThat(Faces.furthest(target, PORTRAIT)).isLessThan(0.1);
    }

    @Test
    void anAbsoluteHeadTakesTheDriversPose() {
        FaceLandmarks turned = Faces.atRest().at(10, new HeadPose(20, 0, 0), 300, 200);

        HeadPose pose = pose(target(turned, turned, new MotionSettings(Mode.ABSOLUTE, 1, 1)));

        assertThat(pose.yaw()).isCloseTo(20, within(0.5f));
        assertThat(pose.roll()).isCloseTo(0, within(0.5f));
    }

    @Test
    void noStrengthFreezesThePortrait() {
        FaceLandmarks target = target(DRIVER_AT_REST, talking(12, 340, 180), new MotionSettings(Mode.RELATIVE, 0, 0));

        assertThat(Faces.furthest(target, PORTRAIT)).isLessThan(0.05);
    }

    @Test
    void aNodStaysANodOnATurnedHead() {
        FaceLandmarks nodding = Faces.atRest().at(10, new HeadPose(0, 10, 0), 300, 200);
        FaceLandmarks aside = Faces.atRest().at(20, new HeadPose(30, 0, 0), 250, 260);

        HeadPose pose = pose(Retargeting.of(MESH, aside, SIDE, Faces.neutral(DRIVER_AT_REST), MotionSettings.DEFAULT)
                .target(nodding));

        assertThat(pose.yaw()).isCloseTo(30, within(0.2f));
        assertThat(pose.pitch()).isCloseTo(10, within(0.2f));
        assertThat(pose.roll()).isCloseTo(0, within(0.2f));
    }

    @Test
    void theMouthOpensByTheDriversShareOfTheFace() {
        FaceLandmarks open = Faces.atRest().withMouth(2).at(10, AHEAD, 300, 200);

        assertThat(mouth(target(DRIVER_AT_REST, open, MotionSettings.DEFAULT))).isCloseTo(mouth(open), within(0.004));
    }

    @Test
    void lipsThatTouchTouchOnASmilingPortrait() {
        FaceLandmarks smiling = Faces.atRest().withMouth(0.8).at(20, AHEAD, 250, 260);

        FaceLandmarks target = Retargeting.of(
                        MESH, smiling, SIDE, Faces.neutral(DRIVER_AT_REST), MotionSettings.DEFAULT)
                .target(DRIVER_AT_REST);

        assertThat(mouth(smiling)).isGreaterThan(0.04);
        assertThat(target.y(14) - target.y(13)).isCloseTo(0, within(0.05f));
    }

    @Test
    void lipsKeepTheirThicknessWhenAPortraitsMouthOpens() {
        FaceLandmarks talking = Faces.atRest().withMouth(1.5).at(10, AHEAD, 300, 200);
        FaceLandmarks portrait = Faces.atRest().at(20, AHEAD, 250, 260);

        FaceLandmarks target = Retargeting.of(MESH, portrait, SIDE, Faces.neutral(talking), MotionSettings.DEFAULT)
                .target(talking);

        assertThat(mouth(target)).isCloseTo(mouth(talking), within(0.004));
        assertThat(target.y(13) - target.y(0)).isCloseTo(portrait.y(13) - portrait.y(0), within(0.1f));
        assertThat(target.y(17) - target.y(14)).isCloseTo(portrait.y(17) - portrait.y(14), within(0.1f));
    }

    @Test
    void eyesThatCloseClose() {
        FaceLandmarks closed = Faces.atRest().withEyes(0.1).at(10, AHEAD, 300, 200);
        FaceLandmarks narrowEyed = Faces.atRest().withEyes(0.5).at(20, AHEAD, 250, 260);

        FaceLandmarks target = Retargeting.of(
                        MESH, narrowEyed, SIDE, Faces.neutral(DRIVER_AT_REST), MotionSettings.DEFAULT)
                .target(closed);

        assertThat(target.y(145) - target.y(159)).isCloseTo(0, within(0.05f));
        assertThat(target.y(374) - target.y(386)).isCloseTo(0, within(0.05f));
    }

    @Test
    void theGazeFollowsInEyeWidths() {
        FaceLandmarks right = Faces.atRest().withGaze(0.4).at(10, AHEAD, 300, 200);
        FaceLandmarks portrait = Faces.atRest().at(20, AHEAD, 250, 260);

        FaceLandmarks target = Retargeting.of(
                        MESH, portrait, SIDE, Faces.neutral(DRIVER_AT_REST), MotionSettings.DEFAULT)
                .target(right);

        assertThat(target.x(468) - portrait.x(468)).isCloseTo(8, within(0.2f));
        assertThat(target.x(33) - portrait.x(33)).isCloseTo(0, within(0.2f));
    }

    @Test
    void aSkullThatTheMeshStretchesStaysAsItIs() {
        FaceLandmarks stretched = Faces.atRest().stretched(1.05, 1).at(10, AHEAD, 300, 200);

        FaceLandmarks target = Retargeting.of(
                        MESH,
                        Faces.atRest().at(20, AHEAD, 250, 260),
                        SIDE,
                        Faces.neutral(DRIVER_AT_REST),
                        MotionSettings.DEFAULT)
                .target(stretched);

        Points rest = new Points(Faces.atRest().at(1, AHEAD, 0, 0).toArray());
        Points drawn = new Points(target.toArray());
        assertThat(drawn.distance(54, 284) / drawn.distance(10, 151))
                .isCloseTo(rest.distance(54, 284) / rest.distance(10, 151), within(0.001));
    }

    @Test
    void chinPointsStayBelowAWideOpenLip() {
        FaceLandmarks open = Faces.atRest().withMouth(5).at(10, AHEAD, 300, 200);

        FaceLandmarks target = target(DRIVER_AT_REST, open, MotionSettings.DEFAULT);

        assertThat(target.y(18)).isGreaterThan(target.y(17));
    }

    @Test
    void aHeadThatComesNearerGrowsButNotWithItsExpression() {
        double rest = size(PORTRAIT);

        FaceLandmarks widened =
                target(DRIVER_AT_REST, Faces.atRest().at(10.1, AHEAD, 300, 200), MotionSettings.DEFAULT);
        FaceLandmarks nearer = target(DRIVER_AT_REST, Faces.atRest().at(12, AHEAD, 300, 200), MotionSettings.DEFAULT);

        assertThat(size(widened) / rest).isCloseTo(1, within(0.003));
        assertThat(size(nearer) / rest).isCloseTo(1.2, within(0.01));
    }

    private static double size(FaceLandmarks landmarks) {
        return CanonicalFace.load().fit(landmarks).scale();
    }

    private static FaceLandmarks talking(double scale, double x, double y) {
        return Faces.atRest().withMouth(1.5).withEyes(0.7).withGaze(0.1).at(scale, new HeadPose(8, 3, -6), x, y);
    }

    private static FaceLandmarks target(FaceLandmarks neutral, FaceLandmarks driver, MotionSettings motion) {
        return Retargeting.of(MESH, PORTRAIT, SIDE, Faces.neutral(neutral), motion)
                .target(driver);
    }

    private static HeadPose pose(FaceLandmarks landmarks) {
        return CanonicalFace.load().fit(landmarks).rotation().pose();
    }

    private static double mouth(FaceLandmarks landmarks) {
        return share(landmarks, 13, 14);
    }

    /** Distance of two points as a share of the face's height. */
    private static double share(FaceLandmarks landmarks, int a, int b) {
        Points points = new Points(landmarks.toArray());
        return points.distance(a, b) / points.distance(MeshPoints.FOREHEAD, MeshPoints.CHIN);
    }
}
