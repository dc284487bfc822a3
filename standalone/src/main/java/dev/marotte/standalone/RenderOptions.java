package dev.marotte.standalone;

import dev.marotte.render.BundleSource;
import dev.marotte.render.onnx.DeviceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** With what pictures are drawn. */
final class RenderOptions {
    @Option(
            names = "--generator",
            paramLabel = "BUNDLE",
            defaultValue = "landmark-warp",
            description =
                    "Which generator draws: the name of a built-in one or a folder with a bundle.json. Default: landmark-warp.")
    private String generator;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu or cuda. auto takes CUDA where it works, else the CPU. Default: auto.")
    private DeviceChoice device;

    /** These options as they would be typed. */
    List<String> arguments() {
        return List.of("--generator", generator, "--device", device.name());
    }

    Generation generation() {
        Path folder = Path.of(generator);
        return new Generation(
                Files.isDirectory(folder) ? new BundleSource.Folder(folder) : new BundleSource.BuiltIn(generator),
                device);
    }
}
