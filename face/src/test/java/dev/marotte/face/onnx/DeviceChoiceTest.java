package dev.marotte.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {
    @Test
    void readsWhatItWrites() {
        Stream.of(DeviceChoice.AUTO, Device.CPU, Device.cuda(0), Device.cuda(15))
                .forEach(choice ->
                        assertThat(DeviceChoice.read(choice.written())).isEqualTo(choice));
    }

    @Test
    void takesCudaForItsFirstDeviceInWhateverCase() {
        assertThat(DeviceChoice.read("cuda")).isEqualTo(Device.cuda(0));
        assertThat(DeviceChoice.read(" CUDA:1 ")).isEqualTo(Device.cuda(1));
        assertThat(DeviceChoice.read("Auto")).isEqualTo(DeviceChoice.AUTO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "cuda:1000", "cuda1", "0"})
    void refusesWhatNamesNoDevice(String word) {
        assertThatThrownBy(() -> DeviceChoice.read(word))
                .isInstanceOf(BadInputException.class)
                .hasMessage("is auto, cpu, cuda or cuda:N with the number of a device");
    }
}
