package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that do not fit are refused in one sentence that says why. */
class ImplicitFolderTest {
    @TempDir
    private Path folder = Path.of("");

    private StandInNetworks networks;

    @BeforeEach
    void copyTheStandIns() throws IOException {
        networks = StandInNetworks.in(folder);
    }

    private void assertRefused(String... words) {
        assertThatThrownBy(() -> networks.open().close())
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void knowsAFolderByAnyOfItsTellingFiles() throws IOException {
        assertThat(ImplicitFolder.isMeantBy(folder)).isTrue();
        networks.delete("warping_spade.onnx");
        assertThat(ImplicitFolder.isMeantBy(folder)).isTrue();
    }

    @Test
    void takesAnotherFolderForAnother(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("stitching.onnx"), "a name that anybody may use");
        assertThat(ImplicitFolder.isMeantBy(other)).isFalse();
    }

    @Test
    void namesAFamilyAfterTheContentsOfItsFiles(@TempDir Path other) throws IOException {
        String family = networks.found().motionKind().family();
        assertThat(family).matches("[0-9a-f]{16}");
        StandInNetworks same = StandInNetworks.in(other);
        assertThat(same.found().motionKind().family()).isEqualTo(family);
        Files.write(other.resolve("stitching_lip.onnx"), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(same.found().motionKind().family()).isNotEqualTo(family);
    }

    @Test
    void saysWhichFilesAreMissing() throws IOException {
        networks.delete("motion_extractor.onnx");
        networks.delete("stitching_lip.onnx");
        assertRefused("but not motion_extractor.onnx, stitching_lip.onnx");
    }

    @Test
    void refusesTheExportForATensorRtPluginByItsName() throws IOException {
        networks.move("warping_spade.onnx", "warping_spade-fix.onnx");
        assertRefused("warping_spade-fix.onnx", "TensorRT plugin");
    }

    @Test
    void refusesTheExportForATensorRtPluginUnderAnotherName() throws IOException {
        networks.put("with_plugin.onnx", "warping_spade.onnx");
        assertRefused("warping_spade.onnx needs GridSample3D", "TensorRT plugin");
    }

    @Test
    void refusesAnotherLayout() throws IOException {
        networks.move("warping_spade.onnx", "warp_network.onnx");
        assertRefused("another layout");
    }

    @Test
    void refusesANetworkUnderAnothersName() throws IOException {
        networks.put("stitching_eye.onnx", "stitching_lip.onnx");
        assertRefused("stitching_lip.onnx has no tensor input", "[1, 65]");
        networks.put("stitching_lip.onnx", "stitching_lip.onnx");
        networks.put("appearance_feature_extractor.onnx", "motion_extractor.onnx");
        assertRefused("motion_extractor.onnx has no tensor pitch");
    }

    @Test
    void refusesHalfPrecision() throws IOException {
        networks.put("with_halves.onnx", "stitching_lip.onnx");
        assertRefused("stitching_lip.onnx has no tensor input of 32-bit floats");
    }

    @Test
    void refusesAFileThatIsNoNetwork() throws IOException {
        Files.writeString(folder.resolve("appearance_feature_extractor.onnx"), "<html>not found</html>");
        assertRefused("appearance_feature_extractor.onnx cannot be loaded");
    }

    @Test
    void opensNoDetectorThatLiesBesideTheNetworks() throws IOException {
        Files.writeString(folder.resolve("retinaface_det_static.onnx"), "not for us");
        Files.writeString(folder.resolve("face_2dpose_106_static.onnx"), "not for us either");
        networks.open().close();
    }
}
