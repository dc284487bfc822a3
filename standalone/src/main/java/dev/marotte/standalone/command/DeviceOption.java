package dev.marotte.standalone.command;

import dev.marotte.face.onnx.DeviceChoice;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** The device on which models run. */
final class DeviceOption {
    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = Words.class,
            description =
                    "auto, cpu, cuda or, if there are several GPUs, cuda:1 and so on; cuda means cuda:0. auto uses cuda:0 if it works, otherwise the CPU. Default: auto.")
    private Optional<DeviceChoice> device;

    Optional<DeviceChoice> given() {
        return device;
    }

    /** A word of the command line as a device. */
    static final class Words implements ITypeConverter<DeviceChoice> {
        @Override
        public DeviceChoice convert(String word) {
            return DeviceChoice.read(word);
        }
    }
}
