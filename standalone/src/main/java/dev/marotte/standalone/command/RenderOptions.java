package dev.marotte.standalone.command;

import dev.marotte.identity.BundleSource;
import dev.marotte.render.RenderConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the renderer. */
final class RenderOptions {
    @Option(
            names = "--generator",
            paramLabel = "BUNDLE",
            description =
                    "Which generator draws: auto, landmark-warp, marotte-neural, a folder with a bundle.json, or one with LivePortrait's ONNX files. auto uses marotte-neural, but landmark-warp for live sessions on a CPU; landmark-warp is the fast way for films too. Default: auto.")
    private Optional<String> generator;

    @Mixin
    private DeviceOption device;

    /** Those of these options that were given, as settings. */
    Map<String, String> flags() {
        Map<String, String> flags = new HashMap<>();
        generator.ifPresent(named -> flags.put("render.bundle", bundle(named)));
        device.given().ifPresent(named -> flags.put("render.device", named.written()));
        return flags;
    }

    /** Makes a folder's path absolute, as seen from here. */
    private static String bundle(String named) {
        return RenderConfig.bundle(named) instanceof BundleSource.Folder(Path folder)
                ? folder.toAbsolutePath().toString()
                : named;
    }
}
