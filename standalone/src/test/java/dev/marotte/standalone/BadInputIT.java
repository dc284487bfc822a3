package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marotte.schemas.StageName;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever clips and results users name: a correct result, or one line, exit code 2 and nothing under the result's name. With the fast generator, for
 * clips and results are read and written alike with each, and with stages that all commands join.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadInputIT {
    private static final byte[] SILENCE = {};
    private static final int FRAMES = 20;
    private static final int FRAME_MILLIS = 40;

    @TempDir
    private Path folder;

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

    /** A clip, how many frames the result has, and what the closing line says of them. */
    record ClipCase(String name, int width, int height, int frames, String said, IntFunction<BufferedImage> picture) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<ClipCase> clips() {
        BufferedImage face = Portraits.portrait();
        BufferedImage nobody = Portraits.placed(512, 512, 600, 0, 1);
        return Stream.of(
                new ClipCase("without-sound.mkv", 512, 512, FRAMES, "", _ -> face),
                new ClipCase("odd-size.mkv", 333, 271, FRAMES, "", _ -> Portraits.placed(333, 271, 0, 0, 0.53)),
                new ClipCase("4k.mkv", 3840, 2160, 4, "", _ -> Portraits.placed(3840, 2160, 800, 0, 4)),
                new ClipCase("several-faces.mkv", 1024, 512, FRAMES, "", _ -> Portraits.placed(1024, 512, 500, 0, 1)),
                new ClipCase(
                        "face-comes-late.mkv",
                        512,
                        512,
                        FRAMES,
                        "8 before the first face",
                        index -> index < 8 ? nobody : face),
                new ClipCase(
                        "face-leaves-and-returns.mkv",
                        512,
                        512,
                        FRAMES,
                        "5 without a face to follow",
                        index -> index / 5 == 1 ? nobody : face));
    }

    @ParameterizedTest
    @MethodSource("clips")
    void everyFrameOfAClipComesOut(ClipCase clip) throws IOException {
        Path driving = write(clip);

        CommandRun run = animate(driving, folder.resolve(clip.name() + ".mp4"));

        assertThat(run.err()).filteredOn(line -> line.startsWith("marotte:")).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Frames.of(folder.resolve(clip.name() + ".mp4")).times()).hasSize(clip.frames());
        assertThat(run.out()).singleElement().asString().contains(clip.said());
    }

    private Path write(ClipCase clip) throws IOException {
        Path driving = folder.resolve(clip.name());
        List<Shot> shots = new ArrayList<>();
        for (int index = 0; index < clip.frames(); index++) {
            shots.add(new Shot(Portraits.coded(clip.picture().apply(index), "jpg"), index * (long) FRAME_MILLIS));
        }
        ClipMaker.write(driving, clip.width(), clip.height(), shots, SILENCE);
        return driving;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.mp4", "none.webm", "none/"})
    void aClipWithoutAFaceToFollowIsRefused(String out) throws IOException {
        BufferedImage nobody = Portraits.placed(512, 512, 600, 0, 1);
        Path empty = write(new ClipCase("nobody.mkv", 512, 512, FRAMES, "", _ -> nobody));

        animate(empty, folder + "/" + out).assertRefused("the face to follow is in no frame of the clip");
        animate(StillClip.write(folder.resolve("one-face.mkv"), FRAMES), folder + "/" + out, "--face", "5")
                .assertRefused("the face to follow is in no frame of the clip");
        assertThat(folder.resolve(out)).doesNotExist();
    }

    @Test
    void aRefusedRunLeavesNothingThatMakesTheNextOneWait() throws IOException {
        Path driving = StillClip.write(folder.resolve("again.mkv"), FRAMES);
        Path tooLong = folder.resolve("x".repeat(252) + ".mp4");

        Path alone = folder.resolve("data-of-its-own");
        animateIn(alone, driving, tooLong.toString()).assertRefused("its name is too long");
        CommandRun run = animateIn(alone, driving, folder.resolve("again.mp4").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }

    @Test
    void aVariableRateKeepsItsTime() throws IOException {
        long[] millis = {0, 40, 80, 200, 240, 400, 440, 480, 520, 560, 600};
        byte[] face = Portraits.coded(Portraits.portrait(), "jpg");
        Path driving = folder.resolve("variable.mkv");
        ClipMaker.write(
                driving,
                512,
                512,
                Arrays.stream(millis).mapToObj(at -> new Shot(face, at)).toList(),
                SILENCE);

        CommandRun run = animate(driving, folder.resolve("variable.mp4"));

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        List<Long> times = Frames.of(folder.resolve("variable.mp4")).times();
        assertThat(times).hasSize(16);
        assertThat(times.getLast()).isEqualTo(600_000);
    }

    @Test
    void soundStaysAsLongAsItWas() throws IOException {
        Path driving = StillClip.write(folder.resolve("talking.mkv"), FRAMES);

        CommandRun run = animate(driving, folder.resolve("talking.mp4"));

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(Frames.of(folder.resolve("talking.mp4")).soundMicros()).isBetween(780_000L, 880_000L);
    }

    @Test
    void whatIsLeftOfATruncatedClipComesOut() throws IOException {
        byte[] whole = Files.readAllBytes(StillClip.write(folder.resolve("whole.mkv"), FRAMES));
        Path driving = Files.write(folder.resolve("truncated.mkv"), Arrays.copyOf(whole, whole.length / 2));

        CommandRun run = animate(driving, folder.resolve("truncated.mp4"));

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(Frames.of(folder.resolve("truncated.mp4")).times()).hasSizeBetween(5, FRAMES - 1);
    }

    @Test
    void clipsWithoutPicturesAreRefused() throws IOException {
        Path soundOnly = folder.resolve("sound-only.mkv");
        ClipMaker.write(soundOnly, 0, 0, List.of(), new byte[ClipMaker.SAMPLE_RATE * 2]);
        Path text = Files.writeString(folder.resolve("text.mp4"), "not a clip");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path out = folder.resolve("refused.mp4");

        for (Path driving : List.of(soundOnly, text, empty, folder.resolve("not-there.mp4"))) {
            animate(driving, out).assertRefused(driving.getFileName().toString());
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void resultsThatCannotBeWrittenAreRefusedAtOnce() throws IOException {
        Path driving = StillClip.write(folder.resolve("driving.mkv"), FRAMES);
        Path existing = Files.writeString(folder.resolve("existing.mp4"), "mine");

        animate(driving, folder.resolve("no-folder/out.mp4")).assertRefused("no folder");
        animate(driving, folder.resolve("out.docx")).assertRefused("name");
        animate(driving, existing).assertRefused("--overwrite");
        assertThat(existing).hasContent("mine");
    }

    @Test
    void aFullDiskLeavesNothingBehind() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk.toString())
                .redirectErrorStream(true)
                .start()
                .waitFor();
        assumeThat(mounted).as("a small disk can be mounted, which takes root").isZero();
        try {
            animate(StillClip.write(folder.resolve("for-disk.mkv"), FRAMES), disk.resolve("out.mp4"))
                    .assertRefused("out.mp4");
            assertThat(disk).isEmptyDirectory();
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    @Test
    void numbersOutOfRangeAreRefused() throws IOException {
        Path driving = StillClip.write(folder.resolve("numbers.mkv"), FRAMES);

        for (List<String> option : List.of(
                List.of("--expression", "-1"),
                List.of("--face", "0"),
                List.of("--neutral-at", "-2"),
                List.of("--fps", "0"))) {
            animate(driving, folder.resolve("numbers.mp4"), option.toArray(String[]::new))
                    .assertRefused("");
        }
    }

    private CommandRun animate(Path driving, Path out, String... more) throws IOException {
        return animate(driving, out.toString(), more);
    }

    private CommandRun animate(Path driving, String out, String... more) throws IOException {
        return animateIn(data, driving, out, more);
    }

    private CommandRun animateIn(Path cluster, Path driving, String out, String... more) throws IOException {
        Path portrait = folder.resolve("portrait.jpg");
        if (!Files.exists(portrait)) {
            Files.write(portrait, Portraits.coded(Portraits.portrait(), "jpg"));
        }
        List<String> arguments = new ArrayList<>(List.of("animate", "--portrait", portrait.toString()));
        arguments.addAll(List.of("--driving", driving.toString(), "--out", out, "--generator", "landmark-warp"));
        arguments.addAll(List.of(more));
        return CommandRun.of(cluster, arguments);
    }
}
