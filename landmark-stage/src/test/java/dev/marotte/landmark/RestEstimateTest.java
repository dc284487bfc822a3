package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.landmark.SyntheticFace.Seen;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RestEstimateTest {
    private static final RestEstimate ESTIMATE = new RestEstimate(SyntheticFace.CANONICAL);
    private static final int FRAMES = 100;

    @Test
    void whoNeverMovesRestsAsTheyAre() {
        FaceLandmarks still =
                SyntheticFace.CALM.turned(12, -7, 5).withEyes(0.8).withLips(0.3).landmarks();

        assertThat(furthest(ESTIMATE.of(Collections.nCopies(FRAMES, still)), still))
                .isLessThan(0.01);
    }

    /** Landmarks of lips that touch overlap in some meshes. */
    @Property(tries = 20)
    void lipsAndLidsMayOverlap(
            @ForAll @DoubleRange(min = -0.2, max = 0) double lips,
            @ForAll @DoubleRange(min = -0.2, max = 0) double eyes,
            @ForAll @IntRange(min = 2, max = 9) int frames) {
        FaceLandmarks still = SyntheticFace.CALM.withLips(lips).withEyes(eyes).landmarks();

        assertThat(furthest(ESTIMATE.of(Collections.nCopies(frames, still)), still))
                .isLessThan(0.01);
    }

    @Test
    void theOnlyFrameIsTakenAsItIs() {
        FaceLandmarks only = SyntheticFace.CALM.withLips(1).landmarks();

        assertThat(ESTIMATE.of(List.of(only))).isEqualTo(only);
    }

    /** Squinting all the time is rest, and so is staring: what counts is where the lids are when nothing is expressed. */
    @Property(tries = 60)
    void lidsRestWhereTheyUsuallyAre(
            @ForAll @DoubleRange(min = 0.35, max = 1.5) double usual,
            @ForAll @IntRange(max = 30) int blinks,
            @ForAll @IntRange(max = 20) int stares,
            @ForAll long seed) {
        Seen rest = rest(seed, frame -> {
            double opening = frame < blinks ? 0.1 * usual : frame < blinks + stares ? 1.6 * usual : usual;
            return SyntheticFace.CALM.withEyes(opening);
        });

        assertThat(rest.rightEye()).isCloseTo(usual, within(0.1 * usual));
        assertThat(rest.leftEye()).isCloseTo(usual, within(0.1 * usual));
    }

    @Test
    void eyesThatAreShutMostOfTheTimeRestOpen() {
        Seen rest = rest(7, frame -> SyntheticFace.CALM.withEyes(frame < 70 ? 0.1 : 1));

        assertThat(rest.rightEye()).isCloseTo(1, within(0.1));
    }

    @Property(tries = 30)
    void eachEyeHasItsOwnRest(
            @ForAll @DoubleRange(min = 0.5, max = 1.2) double right,
            @ForAll @DoubleRange(min = 0.5, max = 1.2) double left,
            @ForAll long seed) {
        Seen rest = rest(seed, frame -> SyntheticFace.CALM.withEyes(frame < 35 ? 0.1 : right, left));

        assertThat(rest.rightEye()).isCloseTo(right, within(0.1));
        assertThat(rest.leftEye()).isCloseTo(left, within(0.1));
    }

    /** The eye on the side that is looked at narrows, so that each eye alone would rest at another time. */
    @Property(tries = 30)
    void whoOftenLooksAsideRestsStraightAheadWithBothEyes(
            @ForAll @IntRange(min = 10, max = 80) int aside, @ForAll long seed) {
        Seen rest = rest(
                seed,
                frame -> frame < aside
                        ? SyntheticFace.CALM.withGaze(0.4).withEyes(1, 0.9)
                        : SyntheticFace.CALM.withEyes(0.98, 1.1));

        assertThat(rest.rightGaze()).isCloseTo(0, within(0.03));
        assertThat(rest.leftGaze()).isCloseTo(0, within(0.03));
    }

    /** By ranks, frames that look far aside would lie next to those that look straight ahead, and the usual pose would decide for them. */
    @Test
    void whatIsStraightAheadIsADistanceAndNotARank() {
        Seen rest = rest(
                3,
                frame -> frame < 60
                        ? SyntheticFace.CALM.withGaze(-0.6 - 0.002 * frame)
                        : SyntheticFace.CALM.turned(10, 0, 0).withGaze(0.05));

        assertThat(rest.rightGaze()).isCloseTo(0.05, within(0.03));
    }

    @Property(tries = 30)
    void whoNeverLooksStraightAheadRestsWhereTheyLook(
            @ForAll @DoubleRange(min = -0.5, max = 0.5) double gaze, @ForAll long seed) {
        Seen rest = rest(seed, frame -> SyntheticFace.CALM.withGaze(gaze));

        assertThat(rest.rightGaze()).isCloseTo(gaze, within(0.03));
        assertThat(rest.leftGaze()).isCloseTo(gaze, within(0.03));
    }

    @Test
    void blinksSayNothingAboutTheGaze() {
        Seen rest = rest(5, frame -> frame < 20 ? SyntheticFace.CALM.withEyes(0.1) : SyntheticFace.CALM.withGaze(0.4));

        assertThat(rest.rightGaze()).isCloseTo(0.4, within(0.03));
    }

    @Property(tries = 30)
    void whoSpeaksNearlyAllTheTimeRestsWithClosedLips(
            @ForAll @IntRange(min = 30, max = 90) int closed, @ForAll long seed) {
        Seen rest = rest(seed, frame -> SyntheticFace.CALM.withLips(frame < closed ? 0.03 : 0.4 + 0.01 * frame));

        assertThat(rest.lips()).isCloseTo(0.03, within(0.05));
    }

    @Test
    void whoNeverClosesTheMouthRestsWithItOpen() {
        assertThat(rest(1, frame -> SyntheticFace.CALM.withLips(0.5 + 0.001 * frame))
                        .lips())
                .isBetween(0.45, 0.6);
    }

    @Property(tries = 30)
    void browsRestInTheMiddle(
            @ForAll @DoubleRange(min = -0.3, max = 0.5) double usual,
            @ForAll @IntRange(max = 40) int raised,
            @ForAll long seed) {
        Seen rest = rest(seed, frame -> SyntheticFace.CALM.withBrows(frame < raised ? usual + 0.8 : usual));

        assertThat(rest.brows()).isCloseTo(usual, within(0.08));
    }

    @Property(tries = 30)
    void theHeadRestsWhereItUsuallyIs(
            @ForAll @DoubleRange(min = -25, max = 25) double yaw,
            @ForAll @DoubleRange(min = -20, max = 20) double pitch,
            @ForAll @DoubleRange(min = -40, max = 40) double roll,
            @ForAll @IntRange(max = 40) int turned,
            @ForAll long seed) {
        HeadPose pose = rest(
                        seed,
                        frame -> frame < turned
                                ? SyntheticFace.CALM.turned(yaw + 30, pitch - 20, roll + 15)
                                : SyntheticFace.CALM.turned(yaw, pitch, roll))
                .pose();

        assertThat(pose.yaw()).isCloseTo((float) yaw, within(1f));
        assertThat(pose.pitch()).isCloseTo((float) pitch, within(1f));
        assertThat(pose.roll()).isCloseTo((float) roll, within(1f));
    }

    @Test
    void theFaceAndItsHeadRestEachAtTheirOwnTime() {
        Seen rest = rest(
                3,
                frame -> frame < 60
                        ? SyntheticFace.CALM.withLips(0.8).withBrows(0.5)
                        : SyntheticFace.CALM.turned(15, 0, 0).withLips(0.03));

        assertThat(rest.pose().yaw()).isCloseTo(0, within(1f));
        assertThat(rest.lips()).isCloseTo(0.03, within(0.05));
        assertThat(rest.brows()).isCloseTo(0.5, within(0.08));
    }

    @Property(tries = 20)
    void framesInWhichTheMeshWasWrongDecideNothing(@ForAll @IntRange(max = 20) int wrong, @ForAll long seed) {
        FaceLandmarks calm = SyntheticFace.CALM.landmarks();
        Random random = new Random(seed);
        List<FaceLandmarks> frames = new ArrayList<>(Collections.nCopies(FRAMES - wrong, calm));
        for (int i = 0; i < wrong; i++) {
            frames.add(random.nextInt(frames.size()), noisy(calm, random, 40));
        }

        assertThat(furthest(ESTIMATE.of(frames), calm)).isLessThan(0.5);
    }

    @Property(tries = 20)
    void placeAndSizeOfTheHeadAreTheUsualOnes(
            @ForAll @DoubleRange(min = 4, max = 60) double scale,
            @ForAll @DoubleRange(min = -500, max = 500) double x) {
        FaceLandmarks usual = SyntheticFace.CALM.landmarksAt(scale, x, 300);
        FaceLandmarks near = SyntheticFace.CALM.landmarksAt(1.5 * scale, x + 4 * scale, 200);
        List<FaceLandmarks> frames = new ArrayList<>(Collections.nCopies(30, near));
        frames.addAll(Collections.nCopies(40, usual));

        assertThat(furthest(ESTIMATE.of(frames), usual)).isLessThan(0.01 * scale);
    }

    /** The estimate from frames in a random order, with a little of a mesh's trembling. */
    private static Seen rest(long seed, IntFunction<SyntheticFace> frames) {
        Random random = new Random(seed);
        List<FaceLandmarks> faces = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            faces.add(noisy(frames.apply(frame).landmarks(), random, 0.1));
        }
        Collections.shuffle(faces, random);
        return SyntheticFace.seen(ESTIMATE.of(faces));
    }

    private static FaceLandmarks noisy(FaceLandmarks face, Random random, double pixels) {
        float[] points = face.toArray();
        for (int i = 0; i < points.length; i++) {
            points[i] += (float) (pixels * random.nextGaussian());
        }
        return FaceLandmarks.of(points);
    }

    private static double furthest(FaceLandmarks a, FaceLandmarks b) {
        double furthest = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            furthest = Math.max(furthest, Math.hypot(a.x(point) - b.x(point), a.y(point) - b.y(point)));
        }
        return furthest;
    }
}
