package dev.marotte.standalone.session;

import dev.marotte.standalone.run.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The portrait and the clip that come with Marotte, as files, because the stages read files. */
public record DemoAssets(Path portrait, Path driving) {
    private static final String RESOURCES = "/dev/marotte/standalone/demo/";

    /** Unpacks them into the data folder. */
    public static DemoAssets forDemo(DataFolder data) throws IOException {
        return in(data, "hopper.jpg");
    }

    /** With a portrait of 512 × 512, the size that renderers are compared at. */
    public static DemoAssets forBench(DataFolder data) throws IOException {
        return in(data, "hopper-square.jpg");
    }

    /** With a portrait of 128 × 128, whose encoding costs next to nothing. */
    public static DemoAssets withSmallPortrait(DataFolder data) throws IOException {
        return in(data, "hopper-small.jpg");
    }

    private static DemoAssets in(DataFolder data, String portrait) throws IOException {
        Path folder = Files.createDirectories(data.path().resolve("demo"));
        return new DemoAssets(unpack(portrait, folder), unpack("driving.mp4", folder));
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream resource = DemoAssets.class.getResourceAsStream(RESOURCES + name)) {
            Files.copy(
                    Objects.requireNonNull(resource, "the demo's files are in the jar"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
