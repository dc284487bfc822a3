package dev.marotte.standalone.command;

import dev.marotte.identity.onnx.DeviceChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
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

    /** These options as settings. */
    Map<String, String> flags() {
        Path folder = Path.of(generator);
        String bundle = Files.isDirectory(folder) ? folder.toAbsolutePath().toString() : generator;
        return Map.of("render.bundle", bundle, "render.device", device.name().toLowerCase(Locale.ROOT));
    }
}
