package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGTERM and a closed terminal, and Ctrl-C with them, at any moment: all is closed in its order, nothing is left over, and the same command goes on. Not SIGINT,
 * which processes are told to ignore where the tests run in the background.
 */
class InterruptionIT {
    /** The command ends itself by force after twenty seconds, on a machine that lets it run. */
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private static final Duration LIFE = Duration.ofMinutes(5);
    /** Enough to be interrupted in the middle. */
    private static final int FRAMES = 120;

    @TempDir
    private Path folder;

    private DemoAssets session;
    private Path data;
    private Path out;

    @BeforeEach
    void unpack() throws Exception {
        Path portrait = DemoAssets.forDemo(new DataFolder(folder)).portrait();
        session = new DemoAssets(portrait, StillClip.write(folder.resolve("driving.mkv"), FRAMES));
        data = folder.resolve("data");
        out = folder.resolve("out/talking.mp4");
        Files.createDirectory(out.getParent());
    }

    @ParameterizedTest
    @ValueSource(longs = {1500, 3000})
    void whileItStarts(long millis) throws Exception {
        AnimateProcess process = start();
        process.letRun(Duration.ofMillis(millis));

        process.send("TERM");

        assertThat(process.awaitEnd(CLOSING)).as(process.said()).isEqualTo(128 + 15);
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 15", "HUP, 1"})
    void whileItRendersAndItGoesOn(String signal, int number) throws Exception {
        assumeThat(Signals.isIgnored(number))
                .as("SIG%s is ignored by whatever runs here, as under nohup", signal)
                .isFalse();
        AnimateProcess process = start();
        process.awaitRendered(data, 100_000);

        process.send(signal);

        assertThat(process.awaitEnd(CLOSING)).as(process.said()).isEqualTo(128 + number);
        assertThat(process.said()).contains("the same command again goes on from here");
        assertNothingIsLeft();
        assertThat(start().awaitEnd(LIFE)).isZero();
        assertThat(out).isRegularFile();
    }

    private AnimateProcess start() throws Exception {
        return AnimateProcess.start(session, data, out, folder.resolve("said.txt"));
    }

    private void assertNothingIsLeft() throws Exception {
        try (Stream<Path> files = Files.list(out.getParent())) {
            assertThat(files).isEmpty();
        }
        assertThat(List.of(Files.readString(folder.resolve("said.txt")).split("\n")))
                .noneMatch(line -> line.contains("fatal error"));
    }
}
