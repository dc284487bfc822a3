package dev.marotte.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.marotte.face.CanonicalFace;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class SpeakingFaceTest {
    private static final int UPPER_LIP = 13;
    private static final int LOWER_LIP = 14;
    private static final int LEFT_CORNER = 61;
    private static final int RIGHT_CORNER = 291;
    private static final int UPPER_LID = 159;
    private static final int LOWER_LID = 145;
    private static final HeadPose STRAIGHT = new HeadPose(0, 0, 0);
    private static final double WIDEST_PIXELS = 80;
    private static final float INVISIBLE_DEGREES = 0.1f;

    private final SpeakingFace face = SpeakingFace.load();

    @Property(tries = 200)
    void lipsThatAreShutMeetWhateverTheJawDoes(
            @ForAll @DoubleRange(max = 1) double jaw,
            @ForAll @DoubleRange(max = 1) double wide,
            @ForAll @DoubleRange(max = 1) double round) {
        FaceLandmarks landmarks = face.landmarks(new MouthPose(jaw, wide, round, 1, 0), 0, STRAIGHT);

        assertThat(apart(landmarks, UPPER_LIP, LOWER_LIP)).isLessThan(0.01);
    }

    @Property(tries = 200)
    void theMouthOpensWithTheJaw(@ForAll @DoubleRange(max = 1) double less, @ForAll @DoubleRange(max = 1) double more) {
        double one = apart(open(Math.min(less, more)), UPPER_LIP, LOWER_LIP);
        double other = apart(open(Math.max(less, more)), UPPER_LIP, LOWER_LIP);

        assertThat(other).isBetween(one - 1e-3, WIDEST_PIXELS);
    }

    private FaceLandmarks open(double jaw) {
        return face.landmarks(new MouthPose(jaw, 0, 0, 0, 0), 0, STRAIGHT);
    }

    @Property(tries = 200)
    void neitherMouthNorLidsTurnTheHead(
            @ForAll @DoubleRange(max = 1) double jaw,
            @ForAll @DoubleRange(max = 1) double round,
            @ForAll @DoubleRange(max = 1) double blink,
            @ForAll @DoubleRange(min = -5, max = 5) double yaw) {
        HeadPose pose = new HeadPose((float) yaw, 2, -1);
        FaceLandmarks landmarks = face.landmarks(new MouthPose(jaw, 0, round, 0, 0), blink, pose);
        HeadPose found = CanonicalFace.load().fit(landmarks).rotation().pose();

        assertThat(found.yaw()).isCloseTo(pose.yaw(), offset(INVISIBLE_DEGREES));
        assertThat(found.pitch()).isCloseTo(pose.pitch(), offset(INVISIBLE_DEGREES));
        assertThat(found.roll()).isCloseTo(pose.roll(), offset(INVISIBLE_DEGREES));
    }

    @Test
    void roundLipsAreNarrowAndSpreadOnesWide() {
        double usual = apart(open(0.2), LEFT_CORNER, RIGHT_CORNER);
        FaceLandmarks round = face.landmarks(new MouthPose(0.2, 0, 1, 0, 0), 0, STRAIGHT);
        FaceLandmarks wide = face.landmarks(new MouthPose(0.2, 1, 0, 0, 0), 0, STRAIGHT);

        assertThat(apart(round, LEFT_CORNER, RIGHT_CORNER)).isLessThan(0.85 * usual);
        assertThat(apart(wide, LEFT_CORNER, RIGHT_CORNER)).isGreaterThan(1.1 * usual);
    }

    @Test
    void aBlinkShutsTheLids() {
        double open = apart(face.atRest(), UPPER_LID, LOWER_LID);
        double shut = apart(face.landmarks(MouthPose.REST, 1, STRAIGHT), UPPER_LID, LOWER_LID);

        assertThat(shut).isLessThan(0.2 * open);
    }

    private static double apart(FaceLandmarks face, int one, int other) {
        return Math.hypot(face.x(one) - face.x(other), face.y(one) - face.y(other));
    }
}
