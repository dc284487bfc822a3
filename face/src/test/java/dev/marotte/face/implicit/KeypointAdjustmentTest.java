package dev.marotte.face.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.schemas.FaceLandmarks;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Stitching, eyes, lips and strength with networks whose answers are known. */
class KeypointAdjustmentTest {
    private static final OpeningWish FOLLOWED = new OpeningWish.Followed();

    private final ImplicitKeypoints source = all(1);
    private final ImplicitKeypoints moved = all(3);
    private final OpeningRatios ratios = new OpeningRatios(.3, .4, .2);

    private static ImplicitKeypoints all(float coordinate) {
        return ImplicitKeypoints.of(row(ImplicitKeypoints.COORDINATES, coordinate));
    }

    private static float[] row(int length, float number) {
        float[] row = new float[length];
        Arrays.fill(row, number);
        return row;
    }

    /** Offsets of a tenth of the target, and .5 to the right and −.5 downwards for all. */
    private static float[] stitching(float[] input) {
        assertThat(input).hasSize(126);
        assertThat(input[0]).isEqualTo(1);
        float[] answer = row(65, input[63] / 10);
        answer[63] = .5f;
        answer[64] = -.5f;
        return answer;
    }

    private static float[] eyes(float[] input) {
        assertThat(input).hasSize(66);
        return row(63, 100 * input[63] + 10 * input[64] + input[65]);
    }

    private static float[] lips(float[] input) {
        assertThat(input).hasSize(65);
        return row(63, 10 * input[63] + input[64]);
    }

    private KeypointAdjustment adjustment(double strength) {
        CorrectionNetworks networks = new CorrectionNetworks(
                KeypointAdjustmentTest::stitching, KeypointAdjustmentTest::eyes, KeypointAdjustmentTest::lips);
        return new KeypointAdjustment(networks, source, ratios, strength);
    }

    private static void assertFirst(ImplicitKeypoints found, double x, double y, double z) {
        assertThat(found.get(0, 0)).isEqualTo((float) x, within(1e-4f));
        assertThat(found.get(0, 1)).isEqualTo((float) y, within(1e-4f));
        assertThat(found.get(0, 2)).isEqualTo((float) z, within(1e-4f));
    }

    @Test
    void movesEachKeypointAndThenAllByWhatTheStitchingSays() {
        assertFirst(adjustment(1).adjusted(moved, FOLLOWED, FOLLOWED), 3.8, 2.8, 3.3);
    }

    @Test
    void keepsTheSourceAtNoStrengthAndGoesBeyondTheDriverAtMore() {
        assertFirst(adjustment(0).adjusted(moved, FOLLOWED, FOLLOWED), 1, 1, 1);
        assertFirst(adjustment(2).adjusted(moved, FOLLOWED, FOLLOWED), 6.6, 4.6, 5.6);
    }

    @Test
    void opensEyesAndLipsBeforeTheStitching() {
        // eyes: 30 + 4 + .25; lips: 2 + .15; then a tenth of the whole on top
        double z = (3 + 34.25 + 2.15) * 1.1;
        assertFirst(
                adjustment(1).adjusted(moved, new OpeningWish.Wanted(.25), new OpeningWish.Wanted(.15)),
                z + .5,
                z - .5,
                z);
    }

    @Test
    void closesAMouthBehindTheStitching() {
        assertFirst(adjustment(1).adjustedWithClosedLips(moved), 3.8 + 2.05, 2.8 + 2.05, 3.3 + 2.05);
    }

    @Test
    void measuresOpeningsOverWidths() {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        place(xyz, 33, 0, 0);
        place(xyz, 133, 30, 40);
        place(xyz, 159, 10, 0);
        place(xyz, 145, 10, 10);
        place(xyz, 362, 100, 0);
        place(xyz, 263, 120, 0);
        place(xyz, 386, 110, 0);
        place(xyz, 374, 110, 5);
        place(xyz, 61, 0, 90);
        place(xyz, 291, 80, 90);
        place(xyz, 13, 40, 80);
        place(xyz, 14, 40, 112);
        OpeningRatios measured = OpeningRatios.of(FaceLandmarks.of(xyz));
        assertThat(measured.leftEye()).isEqualTo(.2, within(1e-6));
        assertThat(measured.rightEye()).isEqualTo(.25, within(1e-6));
        assertThat(measured.lips()).isEqualTo(.4, within(1e-6));
    }

    private static void place(float[] xyz, int point, float x, float y) {
        xyz[3 * point] = x;
        xyz[3 * point + 1] = y;
    }
}
