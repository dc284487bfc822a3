package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.implicit.HeadAngles;
import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.implicit.ImplicitSource;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.MotionSettings.Mode;
import dev.marotte.schemas.NetworkMotion;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What keypoints become of a driver's motion in pixels, by cases that were worked out by hand. */
class KeypointTransferTest {
    private static final HeadAngles FRONTAL = new HeadAngles(0, 0, 0);
    /** A unit of the networks' own space has 50 pixels. */
    private static final FaceRegion CROP = new FaceRegion(200, 100, 100, 0);

    private final ImplicitSource source =
            new ImplicitSource(all(.5f), new ImplicitMotion(FRONTAL, 2, .1, .2, all(.25f)));
    /** In the middle of the crop. */
    private final ImplicitMotion neutral = new ImplicitMotion(FRONTAL, 50, 200, 100, all(.1f));

    private static ImplicitKeypoints all(float coordinate) {
        float[] xyz = new float[ImplicitKeypoints.COORDINATES];
        Arrays.fill(xyz, coordinate);
        return ImplicitKeypoints.of(xyz);
    }

    private static Tracked tracked(ImplicitMotion motion) {
        Tracked plain = TestLandmarks.lossless().tracked("a", 0, new IdentityRef("mona", 1), 50);
        return TestLandmarks.moved(plain, new NetworkMotion.Seen("0123abcd", motion.numbers()));
    }

    private ImplicitKeypoints target(Mode mode, float expression, float head, ImplicitMotion driver) {
        var transfer =
                new KeypointTransfer(source, neutral.within(CROP), CROP, new MotionSettings(mode, expression, head));
        return ((DrawTarget.Keypoints) transfer.target(tracked(driver))).points();
    }

    private static void assertPoint(ImplicitKeypoints found, int point, double x, double y, double z) {
        assertThat(found.get(point, 0)).isEqualTo((float) x, within(1e-4f));
        assertThat(found.get(point, 1)).isEqualTo((float) y, within(1e-4f));
        assertThat(found.get(point, 2)).isEqualTo((float) z, within(1e-4f));
    }

    @Test
    void leavesThePortraitAsItIsWhileTheDriverRests() {
        // 2 · (.5 + .25) + (.1, .2, 0)
        assertPoint(target(Mode.RELATIVE, 1, 1, neutral), 0, 1.6, 1.7, 1.5);
    }

    @Test
    void goesByTheDriversPixelsInUnitsOfTheCrop() {
        ImplicitMotion driver = new ImplicitMotion(FRONTAL, 50, 210, 95, all(.1f));
        assertPoint(target(Mode.RELATIVE, 1, 1, driver), 0, 1.8, 1.6, 1.5);
        assertPoint(target(Mode.RELATIVE, 1, .5f, driver), 0, 1.7, 1.65, 1.5);
        assertPoint(target(Mode.RELATIVE, 1, 0, driver), 0, 1.6, 1.7, 1.5);
    }

    @Test
    void growsAsTheDriverComesNearer() {
        ImplicitMotion driver = new ImplicitMotion(FRONTAL, 100, 200, 100, all(.1f));
        // 4 · (.5 + .25) + (.1, .2, 0)
        assertPoint(target(Mode.RELATIVE, 1, 1, driver), 0, 3.1, 3.2, 3);
    }

    @Test
    void addsTheExpressionThatTheDriverHasBeyondItsRest() {
        ImplicitMotion driver = new ImplicitMotion(FRONTAL, 50, 200, 100, all(.3f));
        // 2 · (.5 + .25 + .2) + (.1, .2, 0), and half and nothing of it
        assertPoint(target(Mode.RELATIVE, 1, 1, driver), 0, 2, 2.1, 1.9);
        assertPoint(target(Mode.RELATIVE, .5f, 1, driver), 0, 1.8, 1.9, 1.7);
        assertPoint(target(Mode.RELATIVE, 0, 1, driver), 0, 1.6, 1.7, 1.5);
    }

    @Test
    void takesAnAbsoluteDriversPlaceAndTheExpressionOfExpressivePoints() {
        ImplicitMotion driver = new ImplicitMotion(FRONTAL, 100, 210, 95, all(-.25f));
        ImplicitKeypoints target = target(Mode.ABSOLUTE, 1, 1, driver);
        // 2 · (.5 + .25) + (.2, −.1, 0) of a point that says how the person is built, 2 · (.5 − .25) + … of one of the
        // mouth
        assertPoint(target, 0, 1.7, 1.4, 1.5);
        assertPoint(target, 6, .7, .4, .5);
        // Half of the way to the driver's expression is none.
        assertPoint(target(Mode.ABSOLUTE, .5f, 1, driver), 6, 1.2, .9, 1);
    }
}
