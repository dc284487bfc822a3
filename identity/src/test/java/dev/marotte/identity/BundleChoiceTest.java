package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.schemas.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BundleChoiceTest {
    private final BundleChoice automatic = new BundleChoice.Automatic();

    @ParameterizedTest
    @CsvSource({
        "LOSSLESS, cpu, marotte-neural",
        "LOSSLESS, cuda, marotte-neural",
        "LIVE, cpu, landmark-warp",
        "LIVE, cuda:1, marotte-neural"
    })
    void drawsWithTheTrainedGeneratorWhereThereIsTime(Profile profile, String device, String preferred) {
        assertThat(automatic
                        .drawing(profile, (Device) DeviceChoice.read(device))
                        .getFirst())
                .isEqualTo(new BundleSource.BuiltIn(preferred));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void drawsWhoeverWasEnrolledForTheWarpAlone(Profile profile) {
        for (Device device : List.of(Device.CPU, Device.cuda(1))) {
            assertThat(automatic.drawing(profile, device)).contains(BundleSource.landmarkWarp());
        }
    }

    /** The bundles are exported one by one: one that was forgotten would make everybody strange to live sessions. */
    @Test
    void enrolsForAllThatDraws() {
        GeneratorIds drawn = BundleReader.read(automatic.enrolling()).drawnBy();
        for (Profile profile : Profile.values()) {
            for (Device device : List.of(Device.CPU, Device.cuda(1))) {
                automatic
                        .drawing(profile, device)
                        .forEach(source -> assertThat(drawn.ids())
                                .contains(BundleReader.read(source).id()));
            }
        }
    }

    @Test
    void staysWithOneBundleThatWasNamed() {
        BundleSource named = new BundleSource.BuiltIn("landmark-warp");
        assertThat(named.enrolling()).isEqualTo(named);
        assertThat(named.drawing(Profile.LOSSLESS, Device.cuda(0))).containsExactly(named);
    }
}
