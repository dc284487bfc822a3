package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of implicit-keypoint networks as a generator, with stand-ins of a few kilobytes. */
class LoadedNetworksTest {
    private static final Path STAND_INS =
            Path.of("..", "face", "src", "test", "resources", "dev", "marotte", "face", "onnx", "implicit-keypoints");
    private static final BundleSource SOURCE = new BundleSource.Folder(STAND_INS);

    private static LoadedGenerator load(DeviceChoice device) {
        return LoadedGenerator.load(new GeneratorChoice(SOURCE, device, 1));
    }

    private static EnrolledIdentity enrol(String... portraits) {
        try (FaceModels faces = FaceModels.load()) {
            return new PortraitEnrolment(load(DeviceChoice.AUTO), faces)
                    .enrol(List.of(portraits).stream()
                            .map(TestPortraits::picture)
                            .toList());
        }
    }

    @Test
    void isNamedAfterItsFiles() {
        String id = LoadedGenerator.idOf(SOURCE);
        assertThat(id).matches("implicit-keypoints [0-9a-f]{16}");
        assertThat(id).isEqualTo(ImplicitFolder.of(STAND_INS).motionKind().generator());
        assertThat(load(Device.CPU).drawnBy().ids()).containsExactly(id);
    }

    @Test
    void keepsWhatTheMotionNetworkSawInThePortraitsCrop() {
        EnrolledIdentity hopper = enrol("hopper.jpg");
        assertThat(hopper.generators().ids()).containsExactly(LoadedGenerator.idOf(SOURCE));
        assertThat(hopper.crop().size()).isEqualTo(512);
        KeypointEmbedding kept = KeypointEmbedding.of(hopper.embedding());
        ImplicitMotion motion = kept.source().motion();
        assertThat(motion.scale()).isEqualTo(1.25, within(1e-3));
        assertThat(kept.source().canonical().get(20, 2)).isEqualTo(.5f, within(1e-3f));
        assertThat(motion.x()).isEqualTo(mean(kept, 0) - .5, within(.01));
        assertThat(motion.y()).isEqualTo(mean(kept, 1) - .5, within(.01));
        assertThat(kept.openings().leftEye()).isBetween(.1, .6);
    }

    /** Mean of a channel, 0…1, which the stand-in makes a place of. */
    private static double mean(KeypointEmbedding kept, int channel) {
        double sum = 0;
        for (int at = channel; at < kept.rgb().remaining(); at += 3) {
            sum += Byte.toUnsignedInt(kept.rgb().get(at)) / 255.0;
        }
        return sum / (ImplicitNetworks.OUTPUT_SIZE * ImplicitNetworks.OUTPUT_SIZE);
    }

    @Test
    void comesBackFromItsPayload() {
        EnrolledIdentity hopper = enrol("hopper.jpg");
        EnrolledIdentity read = IdentityPayload.read(IdentityPayload.write(hopper));
        KeypointEmbedding before = KeypointEmbedding.of(hopper.embedding());
        KeypointEmbedding after = KeypointEmbedding.of(read.embedding());
        assertThat(after.source()).isEqualTo(before.source());
        assertThat(after.openings()).isEqualTo(before.openings());
        assertThat(after.rgb()).isEqualTo(before.rgb());
    }

    @Test
    void takesOnePictureOfAPerson() {
        assertThatThrownBy(() -> enrol("hopper.jpg", "hopper.webp"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("this generator makes an identity of one picture, not of 2");
    }

    @Test
    @Tag("no-gpu")
    void saysWhyCudaDoesNotWorkWhenItIsDemanded() {
        assertThatThrownBy(() -> load(Device.cuda(0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("cuda:0 was asked for and does not work here: ");
    }

    @Test
    void saysWhatAFolderLacks(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("warping_spade-fix.onnx"));
        assertThatThrownBy(() -> LoadedGenerator.idOf(new BundleSource.Folder(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("TensorRT plugin");
    }

    @Test
    void halvesAPictureByTheMeansOfFourPixels() {
        ByteBuffer rgb = ByteBuffer.allocate(4 * 4 * 3);
        for (int at = 0; at < rgb.capacity(); at++) {
            rgb.put(at, (byte) (at / 3 == 1 || at / 3 == 4 ? 200 : 0));
        }
        ByteBuffer halved = HalvedPicture.of(rgb, 4);
        assertThat(halved.capacity()).isEqualTo(12);
        assertThat(Byte.toUnsignedInt(halved.get(0))).isEqualTo(100);
        assertThat(Byte.toUnsignedInt(halved.get(3))).isZero();
    }
}
