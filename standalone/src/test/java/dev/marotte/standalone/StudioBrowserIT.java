package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Chromium, Node and the one package in studio/src/test/browser; without them it says so and is skipped. */
final class StudioBrowserIT {
    private static final Path WALK = Path.of("../studio/src/test/browser/walk.mjs");
    private static final Path PORTRAITS = Path.of("../identity/src/test/resources/portraits");

    @TempDir
    private Path folder;

    private final CompletableFuture<String> address = new CompletableFuture<>();
    private Thread studio = new Thread();

    @BeforeEach
    void start() {
        assumeTrue(
                Files.exists(Path.of("/usr/bin/chromium")), "SKIPPED: no /usr/bin/chromium; apt-get install chromium");
        assumeTrue(
                Files.isDirectory(WALK.resolveSibling("node_modules/playwright-core")),
                "SKIPPED: no playwright-core; run npm install in studio/src/test/browser");
        DataFolder data = DataFolder.of(folder.resolve("data"), Map.of());
        Settings settings = Settings.none();
        studio = Thread.ofPlatform().name("studio-process").start(() -> {
            try {
                ServedProcess.withStudio(data, settings, address::complete)
                        .run(onFailure -> ClusterAccess.of(data, onFailure), _ -> {});
            } catch (InterruptedException | RuntimeException e) {
                address.completeExceptionally(e);
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        studio.interrupt();
        studio.join();
    }

    @Test
    void isWalkedThroughByANewUser() throws Exception {
        Path pictures = Files.createDirectories(Path.of("target/studio-pictures"));
        Path output = folder.resolve("walk.log");
        Process walk = new ProcessBuilder(List.of(
                        "node",
                        WALK.toString(),
                        address.get(2, TimeUnit.MINUTES),
                        PORTRAITS.resolve("collins.jpg").toString(),
                        PORTRAITS.resolve("no-face.png").toString(),
                        camera().toString(),
                        pictures.toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        boolean over = walk.waitFor(5, TimeUnit.MINUTES);
        walk.destroyForcibly();

        String told = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(over).as(told).isTrue();
        assertThat(walk.exitValue()).as(told).isZero();
        assertThat(told)
                .contains(
                        "no face was found in no-face.png", "\"step\":\"film\"", "\"wide\":false", "\"step\":\"done\"");
    }

    /** The demo's driving clip as a camera that Chromium plays: one JPEG after the other. */
    private Path camera() throws IOException {
        Path file = folder.resolve("camera.mjpeg");
        Path clip = DemoAssets.forBench(DataFolder.of(folder.resolve("demo"), Map.of()))
                .driving();
        try (DrivingSource frames = FfmpegSources.open(clip, SourceSettings.DEFAULT);
                OutputStream out = Files.newOutputStream(file)) {
            for (Media media = frames.next(); !(media instanceof Media.End); media = frames.next()) {
                if (media instanceof Media.Frame) {
                    out.write(frames.encode().bytes().unsafeArray());
                }
            }
        }
        return file;
    }
}
