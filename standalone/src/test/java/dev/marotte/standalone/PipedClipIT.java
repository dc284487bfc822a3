package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marotte.schemas.StageName;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips that come through pipes and redirections, as shells make them, and go to stages in another process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PipedClipIT {
    private static final int FRAMES = 12;
    /** The shell's variables: the clip, and what comes before {@code --driving}. */
    private static final String MAROTTE = "\"${@:2}\" --driving ";

    @TempDir
    private Path folder;

    private Path clip;
    private Path portrait;
    private ServedStages stages;
    private Path data;

    @BeforeAll
    void serve(@TempDir Path served) throws Exception {
        data = served;
        stages = ServedStages.start(data, StageName.values());
    }

    @AfterAll
    void close() throws Exception {
        stages.close();
    }

    @BeforeEach
    void clip() throws IOException {
        byte[] face = Portraits.coded(Portraits.portrait(), "jpg");
        List<Shot> shots = new ArrayList<>();
        for (int index = 0; index < FRAMES; index++) {
            shots.add(new Shot(face, index * 40L));
        }
        clip = folder.resolve("clip.mp4");
        ClipMaker.write(clip, 512, 512, shots, new byte[0]);
        portrait = Files.write(folder.resolve("portrait.jpg"), face);
    }

    @ParameterizedTest
    @CsvSource({
        "substituted, <(cat \"$1\")",
        "dash, - < <(cat \"$1\")",
        "redirected, - < \"$1\"",
    })
    void aPipedClipIsReadAsAFileIs(String name, String driving) throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".mp4");

        Path said = run(MAROTTE + driving, out);

        assertThat(out).as("%s", Files.readString(said)).exists();
        assertThat(Frames.of(out).times()).hasSize(FRAMES);
        assertThat(data).isDirectoryNotContaining("glob:**/piped-*");
    }

    @Test
    void aFileThatHasLostItsNameIsReadAsWell() throws IOException, InterruptedException {
        Path out = folder.resolve("nameless.mp4");
        String nameless = "cp \"$1\" \"$1.copy\"; exec 3< \"$1.copy\"; rm \"$1.copy\"; ";

        Path said = run(nameless + MAROTTE + "- <&3", out);

        assertThat(out).as("%s", Files.readString(said)).exists();
        assertThat(Frames.of(out).times()).hasSize(FRAMES);
    }

    @Test
    void nothingPipedInIsRefused() throws IOException, InterruptedException {
        Path out = folder.resolve("nothing.mp4");

        assertThat(run(MAROTTE + "- </dev/null", out))
                .hasContent("marotte: cannot use - as the driving clip: nothing is piped into standard input\n");
        assertThat(out).doesNotExist();
    }

    @Test
    void anAddressIsRefusedAsItWasWritten() {
        CommandRun run = CommandRun.of(
                data,
                List.of(
                        "animate",
                        "--portrait",
                        portrait.toString(),
                        "--driving",
                        "https://example.org/a.mp4",
                        "--out",
                        folder.resolve("address.mp4").toString()));

        run.assertRefused("cannot use https://example.org/a.mp4 as the driving clip: addresses are not read");
    }

    /** What the command said. */
    private Path run(String script, Path out) throws IOException, InterruptedException {
        assumeThat(Path.of("/bin/bash")).exists();
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", script, "bash", clip.toString()));
        command.addAll(ChildCommand.of(List.of(
                "animate",
                "--generator",
                "landmark-warp",
                "--portrait",
                portrait.toString(),
                "--data",
                data.toString(),
                "--out",
                out.toString())));
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return said;
    }
}
