package dev.marotte.identity.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    private final Bundle bundle = BundleReader.read(BundleSource.standard());

    @Test
    void fallsBackToTheCpu() {
        OnnxDevice device = OnnxDevice.open(DeviceChoice.AUTO, bundle.generatorModel(), 1);
        assertThat(device.device()).isEqualTo(Device.CPU);
        OnnxEncoder.open(bundle, device).close();
    }

    @Test
    void saysInOneSentenceWhyCudaDoesNotWorkWhenItIsDemanded() {
        assertThatThrownBy(() -> OnnxDevice.open(DeviceChoice.CUDA, bundle.generatorModel(), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("CUDA was asked for and does not work here: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAnotherModelThanTheOneDescribed() {
        OnnxDevice device = OnnxDevice.open(DeviceChoice.CPU, bundle.generatorModel(), 1);
        assertThatThrownBy(() -> device.load(bundle.generatorModel(), bundle.encoder()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not have the tensor");
    }

    @Test
    void refusesAModelThatIsNone() {
        OnnxDevice device = OnnxDevice.open(DeviceChoice.CPU, bundle.generatorModel(), 1);
        assertThatThrownBy(() -> device.load(Bytes.of(new byte[] {1, 2, 3}))).isInstanceOf(BadInputException.class);
    }
}
