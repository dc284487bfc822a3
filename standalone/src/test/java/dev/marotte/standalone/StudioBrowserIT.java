package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import dev.marotte.standalone.session.DemoAssets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Chromium, Node and npm; without them it says so and is skipped. What was seen is left in {@code target/studio-pictures}. */
@Tag("alone")
final class StudioBrowserIT {
    private static final Path PORTRAITS = Path.of("../identity/src/test/resources/portraits");

    @TempDir
    private Path folder;

    private CompletableFuture<String> address = new CompletableFuture<>();
    private Thread studio = new Thread();

    @BeforeEach
    void start() {
        serve();
    }

    private void serve() {
        CompletableFuture<String> found = new CompletableFuture<>();
        address = found;
        DataFolder data = DataFolder.of(folder.resolve("data"), Map.of());
        studio = Thread.ofPlatform().name("studio-process").start(() -> {
            try {
                ServedProcess.withStudio(data, Settings.none(), found::complete)
                        .run(onFailure -> ClusterAccess.of(data, onFailure), _ -> {});
            } catch (InterruptedException | RuntimeException e) {
                found.completeExceptionally(e);
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
        WalkTools tools = WalkTools.withChromium();
        Process walk = walk(tools, address.get(2, TimeUnit.MINUTES));
        StringBuilder told = new StringBuilder();
        Thread reading = Thread.ofPlatform().name("walk-reading").start(() -> follow(walk, told));

        boolean over = walk.waitFor(30, TimeUnit.MINUTES);
        walk.destroyForcibly();
        reading.join();

        Files.writeString(Path.of("target/studio-pictures/walk.log"), told);
        assertThat(over).as("%s", told).isTrue();
        assertThat(walk.exitValue()).as("%s", told).isZero();
        assertThat(told).contains("no face was found in no-face.png", "\"step\":\"film\"", "\"step\":\"done\"");
    }

    private Process walk(WalkTools tools, String at) throws IOException {
        Path pictures = Files.createDirectories(Path.of("target/studio-pictures"));
        return tools.command(
                        "walk.mjs",
                        List.of(
                                at,
                                PORTRAITS.resolve("hopper.jpg").toString(),
                                PORTRAITS.resolve("collins.jpg").toString(),
                                PORTRAITS.resolve("no-face.png").toString(),
                                camera().toString(),
                                pictures.toString()))
                .start();
    }

    /** Reads what the walk tells, and starts the studio anew where it asks for that. */
    private void follow(Process walk, StringBuilder told) {
        try (BufferedReader lines = walk.inputReader(StandardCharsets.UTF_8);
                Writer answers = walk.outputWriter(StandardCharsets.UTF_8)) {
            for (Optional<String> line = read(lines); line.isPresent(); line = read(lines)) {
                told.append(line.get()).append('\n');
                if (line.get().equals("{\"step\":\"restart\"}")) {
                    restart();
                    answers.write("started\n");
                    answers.flush();
                }
            }
        } catch (Exception e) {
            told.append(e);
            walk.destroyForcibly();
        }
    }

    private static Optional<String> read(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    private void restart() throws Exception {
        String before = address.get();
        stop();
        serve();
        String after = address.get(2, TimeUnit.MINUTES);
        assertThat(URI.create(after).getPort()).isEqualTo(URI.create(before).getPort());
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
