package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.CanonicalFace;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.MotionSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class HeadTurnLimitTest {
    private static final int SIDE = 512;
    private static final FaceLandmarks DRIVER = Faces.atRest().at(10, new HeadPose(0, 0, 0), 300, 200);
    private static final int[] TRIANGLES = CanonicalFace.load().triangles();
    /** More times larger than in the portrait, skin shows as a smear. */
    private static final double STRETCHED = 3;

    @Test
    void aHeadThatLooksAheadTurnsAlikeToBothSides() {
        HeadTurnLimit ahead = HeadTurnLimit.of(0);

        assertThat(ahead.held(15)).isCloseTo(15, within(1e-9));
        assertThat(ahead.held(-60)).isCloseTo(-ahead.held(60), within(1e-9));
    }

    @Test
    void aHeadThatLooksAsideTurnsLessInEitherDirection() {
        HeadTurnLimit aside = HeadTurnLimit.of(30);

        assertThat(aside.held(60)).isLessThan(11);
        assertThat(aside.held(-60)).isGreaterThan(-13);
        assertThat(HeadTurnLimit.of(-30).held(60)).isCloseTo(-aside.held(-60), within(1e-9));
    }

    @Property(tries = 300)
    void hardlyAnySkinIsDrawnThatThePortraitDoesNotShow(
            @ForAll @DoubleRange(min = -40, max = 40) double own,
            @ForAll @DoubleRange(min = -35, max = 35) double yaw,
            @ForAll @DoubleRange(min = -20, max = 20) double pitch,
            @ForAll @DoubleRange(min = -25, max = 25) double roll) {
        FaceLandmarks portrait = Faces.atRest().at(20, new HeadPose((float) own, 0, 0), 250, 260);
        FaceLandmarks driver = Faces.atRest().at(10, new HeadPose((float) yaw, (float) pitch, (float) roll), 300, 200);

        FaceLandmarks target = Retargeting.of(portrait, SIDE, Faces.neutral(DRIVER), MotionSettings.DEFAULT)
                .target(driver);

        assertThat(unseen(portrait, target)).isLessThan(0.07);
    }

    /** The share of a face's visible skin that the portrait hides or shows much smaller. */
    private static double unseen(FaceLandmarks portrait, FaceLandmarks target) {
        double visible = 0;
        double unseen = 0;
        for (int corner = 0; corner < TRIANGLES.length; corner += 3) {
            double now = area(target, corner);
            visible += Math.max(0, now);
            unseen += now > STRETCHED * Math.max(0, area(portrait, corner)) ? Math.max(0, now) : 0;
        }
        return unseen / visible;
    }

    /** In square pixels; negative where the viewer would see it from within. */
    private static double area(FaceLandmarks face, int corner) {
        int a = TRIANGLES[corner];
        int b = TRIANGLES[corner + 1];
        int c = TRIANGLES[corner + 2];
        return ((face.x(c) - face.x(a)) * (face.y(b) - face.y(a)) - (face.x(b) - face.x(a)) * (face.y(c) - face.y(a)))
                / 2;
    }
}
