package dev.marotte.standalone;

import dev.marotte.schemas.Profile;
import dev.marotte.sink.Output;
import dev.marotte.sink.RateChoice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** The portrait and the clip that come with Marotte, as files, because files are what the stages read. */
record Shipped(Path portrait, Path driving) {
    /** Unpacks them into the data folder. */
    static Shipped forDemo(DataFolder data) throws IOException {
        return in(data, "hopper.jpg");
    }

    /** With a portrait of 512 × 512, the size that renderers are compared at. */
    static Shipped forBench(DataFolder data) throws IOException {
        return in(data, "hopper-square.jpg");
    }

    private static Shipped in(DataFolder data, String portrait) throws IOException {
        Path folder = Files.createDirectories(data.path().resolve("demo"));
        return new Shipped(unpack(portrait, folder), unpack("driving.mp4", folder));
    }

    private static Path unpack(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream shipped = Shipped.class.getResourceAsStream("demo/" + name)) {
            Files.copy(
                    Objects.requireNonNull(shipped, "the demo's files are in the jar"),
                    file,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    AnimateRequest request(Output out, Profile profile) {
        var look = new Look.Pictures(List.of(portrait));
        return new AnimateRequest(
                look, DrivingClip.in(driving), out, new RateChoice.AsDriven(), profile, AnimateRequest.Motion.DEFAULT);
    }
}
