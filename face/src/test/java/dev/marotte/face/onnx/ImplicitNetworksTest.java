package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.implicit.AppearanceVolume;
import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.implicit.ImplicitRetargeting;
import dev.marotte.face.implicit.ImplicitSource;
import dev.marotte.face.implicit.KeypointAdjustment;
import dev.marotte.face.implicit.OpeningRatios;
import dev.marotte.face.implicit.OpeningWish;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From pictures to a picture through all six networks, tiny ones that do what a test can foresee. */
class ImplicitNetworksTest {
    private static final Offset<Float> ROUNDING = within(1e-3f);
    private static final int IN = ImplicitNetworks.INPUT_SIZE;
    private static final int OUT = ImplicitNetworks.OUTPUT_SIZE;

    @TempDir
    private Path folder = Path.of("");

    private ImplicitNetworks networks;

    @BeforeEach
    void openTheStandIns() throws IOException {
        networks = StandInNetworks.in(folder).open();
    }

    @AfterEach
    void close() {
        networks.close();
    }

    private static ByteBuffer plain(int red, int green, int blue) {
        ByteBuffer rgb = ByteBuffer.allocate(IN * IN * 3);
        while (rgb.hasRemaining()) {
            rgb.put((byte) red).put((byte) green).put((byte) blue);
        }
        return rgb.flip();
    }

    /** A red square of a quarter of the side on blue, its left upper corner in the middle. */
    private static ByteBuffer square() {
        ByteBuffer rgb = plain(0, 0, 255);
        for (int y = IN / 2; y < 3 * IN / 4; y++) {
            for (int x = IN / 2; x < 3 * IN / 4; x++) {
                rgb.put(3 * (y * IN + x), (byte) 255);
                rgb.put(3 * (y * IN + x) + 2, (byte) 0);
            }
        }
        return rgb;
    }

    private static boolean isRed(ByteBuffer picture, int x, int y) {
        return Byte.toUnsignedInt(picture.get(3 * (y * OUT + x))) > 128;
    }

    private static ImplicitKeypoints all(float coordinate) {
        float[] xyz = new float[ImplicitKeypoints.COORDINATES];
        Arrays.fill(xyz, coordinate);
        return ImplicitKeypoints.of(xyz);
    }

    @Test
    void drawsTheSourceWhereItsOwnKeypointsAre() {
        ByteBuffer drawn = networks.draw(networks.appearance(square()), all(0), all(0));
        assertThat(drawn.remaining()).isEqualTo(OUT * OUT * 3);
        assertThat(isRed(drawn, OUT / 2 + 12, OUT / 2 + 12)).isTrue();
        assertThat(isRed(drawn, OUT / 2 - 12, OUT / 2 + 12)).isFalse();
        assertThat(isRed(drawn, 3 * OUT / 4 + 12, OUT / 2 + 12)).isFalse();
        assertThat(isRed(drawn, OUT / 2 + 12, OUT / 2 - 12)).isFalse();
    }

    @Test
    void movesThePictureFromTheSourcesKeypointsToTheDrivenOnes() {
        AppearanceVolume looks = networks.appearance(square());
        ByteBuffer drawn = networks.draw(looks, all(0), all(0).shifted(.25, 0));
        int shift = OUT / 8;
        assertThat(isRed(drawn, OUT / 2 + shift - 12, OUT / 2 + 12)).isFalse();
        assertThat(isRed(drawn, OUT / 2 + shift + 12, OUT / 2 + 12)).isTrue();
        assertThat(isRed(drawn, 3 * OUT / 4 + shift - 12, OUT / 2 + 12)).isTrue();
        assertThat(isRed(drawn, 3 * OUT / 4 + shift + 12, OUT / 2 + 12)).isFalse();
    }

    @Test
    void drawsOnePictureAtATimeOnTheCpu() throws IOException {
        assertThat(networks.drawnTogether()).isEqualTo(1);
        StandInNetworks many = StandInNetworks.in(folder);
        many.put("warping_of_many.onnx", "warping_spade.onnx");
        try (ImplicitNetworks open = many.open()) {
            assertThat(open.drawnTogether()).isEqualTo(1);
        }
    }

    @Test
    void drawsTogetherWhatItWouldDrawOneByOneWhereTheExportLeavesOpenHowMany() throws IOException {
        StandInNetworks many = StandInNetworks.in(folder);
        many.put("warping_of_many.onnx", "warping_spade.onnx");
        AppearanceVolume one = networks.appearance(square());
        AppearanceVolume other = networks.appearance(plain(200, 10, 10));
        List<ImplicitNetworks.Drawing> drawings = List.of(
                new ImplicitNetworks.Drawing(one, all(0), all(0)),
                new ImplicitNetworks.Drawing(one, all(0), all(0).shifted(.25, 0)),
                new ImplicitNetworks.Drawing(other, all(0), all(0).shifted(0, .25)));
        List<ByteBuffer> alone = new ArrayList<>();
        networks.draw(drawings, (rgb, number) -> alone.add(number, rgb));
        try (ImplicitNetworks open = many.open()) {
            assertThat(open.draw(drawings)).isEqualTo(alone);
        }
        assertThat(alone).doesNotHaveDuplicates();
    }

    @Test
    void readsMotionByTheNamesOfTheOutputs() {
        ImplicitSource seen = networks.motion(plain(255, 0, 102));
        ImplicitMotion motion = seen.motion();
        assertThat((float) motion.x()).isEqualTo(.5f, ROUNDING);
        assertThat((float) motion.y()).isEqualTo(-.5f, ROUNDING);
        assertThat((float) motion.scale()).isEqualTo(1.25f, ROUNDING);
        assertThat((float) motion.angles().pitch()).isEqualTo(0, ROUNDING);
        assertThat((float) motion.angles().yaw()).isEqualTo(12, within(.01f));
        assertThat((float) motion.angles().roll()).isEqualTo(0, ROUNDING);
        assertThat(motion.expression().get(20, 2)).isEqualTo(.01f, ROUNDING);
        assertThat(seen.canonical().get(0, 0)).isEqualTo(-.5f, ROUNDING);
        assertThat(seen.canonical().get(20, 2)).isEqualTo(.5f, ROUNDING);
    }

    @Test
    void correctsKeypointsWithEachNetworksOwnAnswer() {
        float[] row = new float[126];
        row[125] = 2;
        assertThat(networks.corrections().stitching().answer(row)).hasSize(65).endsWith(.02f);
        row = new float[66];
        row[65] = 2;
        assertThat(networks.corrections().eyes().answer(row)).hasSize(63).endsWith(.04f);
        row = new float[65];
        row[64] = 2;
        assertThat(networks.corrections().lips().answer(row)).hasSize(63).endsWith(.06f);
    }

    @Test
    void animatesASourceByADriversChangeAgainstItsRest() {
        AppearanceVolume looks = networks.appearance(square());
        ImplicitSource source = networks.motion(square());
        ImplicitMotion neutral = networks.motion(plain(64, 128, 0)).motion();
        ImplicitMotion driver = networks.motion(plain(128, 128, 0)).motion();
        ImplicitKeypoints rest = source.keypoints();
        KeypointAdjustment adjustment =
                new KeypointAdjustment(networks.corrections(), rest, new OpeningRatios(.3, .3, 0), 1);
        ImplicitKeypoints target = adjustment.adjusted(
                new ImplicitRetargeting.Relative(source, neutral).target(driver),
                new OpeningWish.Followed(),
                new OpeningWish.Followed());
        ByteBuffer drawn = networks.draw(looks, rest, target);
        // A quarter of red more is .25 to the right, an eighth of the picture; stitching adds a hundredth at most.
        assertThat(isRed(drawn, OUT / 2 + OUT / 8 - 16, OUT / 2 + 32)).isFalse();
        assertThat(isRed(drawn, OUT / 2 + OUT / 8 + 16, OUT / 2 + 32)).isTrue();
    }
}
