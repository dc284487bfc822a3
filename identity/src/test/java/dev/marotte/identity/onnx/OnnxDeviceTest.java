package dev.marotte.identity.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.onnx.CudaTuning;
import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.BundleReader;
import dev.marotte.identity.BundleSource;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds without CUDA, and what they say of it. */
@Tag("no-gpu")
class OnnxDeviceTest {
    private final Bundle bundle = BundleReader.read(BundleSource.landmarkWarp());

    @Test
    void fallsBackToTheCpu() {
        OnnxDevice device = opened(DeviceChoice.AUTO);
        assertThat(device.device()).isEqualTo(Device.CPU);
        OnnxEncoder.open(bundle, device).close();
    }

    @Test
    void saysInOneSentenceWhyCudaDoesNotWorkWhenItIsDemanded() {
        assertThatThrownBy(() -> opened(Device.cuda(0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("cuda:0 was asked for and does not work here: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysHowManyDevicesThereAreWhenOneBeyondThemIsDemanded() {
        assertThatThrownBy(() -> OnnxDevice.requireNumber(new Device.Cuda(1), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cuda:1 was asked for, and this machine has one CUDA device, cuda:0");
        assertThatThrownBy(() -> OnnxDevice.requireNumber(new Device.Cuda(9), 8))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cuda:9 was asked for, and this machine has 8 CUDA devices, cuda:0 to cuda:7");
        assertThatCode(() -> OnnxDevice.requireNumber(new Device.Cuda(7), 8)).doesNotThrowAnyException();
    }

    private OnnxDevice opened(DeviceChoice choice) {
        return OnnxDevice.open(choice, bundle.generatorModel(), 1, CudaTuning.PRESET);
    }

    @Test
    void refusesAnotherModelThanTheOneDescribed() {
        OnnxDevice device = opened(Device.CPU);
        assertThatThrownBy(() -> device.load(bundle.generatorModel(), bundle.encoder()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not have the tensor");
    }

    @Test
    void refusesAModelThatIsNone() {
        OnnxDevice device = opened(Device.CPU);
        assertThatThrownBy(() -> device.load(Bytes.of(new byte[] {1, 2, 3}))).isInstanceOf(BadInputException.class);
    }
}
