package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.StageName;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of implicit-keypoint networks as the generator, all the way from a clip to a film and again from its recording. The networks are
 * stand-ins of a few kilobytes with the real ones' names and shapes; these were never run.
 */
final class NetworkFolderIT {
    private static final Path STAND_INS =
            Path.of("..", "face", "src", "test", "resources", "dev", "marotte", "face", "onnx", "implicit-keypoints");
    private static final Pattern SESSION = Pattern.compile("(s-\\S+) .*");
    private static final int FRAMES = 12;
    private static final int STEP = 6;

    @TempDir
    private Path folder;

    private Path clip;
    private Path portrait;

    /** Somebody who is carried to the right. */
    @BeforeEach
    void clip() throws IOException {
        clip = folder.resolve("clip.mp4");
        List<Shot> shots = IntStream.range(0, FRAMES)
                .mapToObj(index ->
                        new Shot(Portraits.coded(Portraits.placed(640, 512, STEP * index, 0, 1), "jpg"), index * 40L))
                .toList();
        ClipMaker.write(clip, 640, 512, shots, new byte[0]);
        portrait = Files.write(folder.resolve("portrait.jpg"), Portraits.coded(Portraits.portrait(), "jpg"));
    }

    @Test
    void aFilmIsMadeAndMadeAgainFromItsRecordingToTheSameBytes() throws IOException {
        CommandRun run = run("animate", STAND_INS, "--portrait", portrait, "--driving", clip, "--out", out("one.mp4"));
        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.err()).anyMatch(line -> line.contains("takes seconds a frame") && line.contains("never run"));
        Frames frames = Frames.of(out("one.mp4"));
        assertThat(frames.times()).hasSize(FRAMES);
        assertThat(frames.last()).isNotEqualTo(frames.first());

        String session = onlySession();
        CommandRun again = run("replay", STAND_INS, session, "--out", out("again.mp4"));
        assertThat(again.exitCode()).as("%s", again).isZero();
        assertThat(out("again.mp4")).hasSameBinaryContentAs(out("one.mp4"));

        assertRefused(
                run("replay", others(), session, "--out", out("no.mp4")),
                "was enrolled for the generator implicit-keypoints ",
                ", not implicit-keypoints ");
    }

    @Test
    void whatHasNoMotionForTheNetworksIsRefused() throws IOException {
        CommandRun warped = run(
                "animate", Path.of("landmark-warp"), "--portrait", portrait, "--driving", clip, "--out", out("w.mp4"));
        assertThat(warped.exitCode()).as("%s", warped).isZero();
        String session = onlySession();
        CommandRun enrolled =
                run("enrol", STAND_INS, "--identity", "eileen", "--portrait", portrait, "--consent", "a test");
        assertThat(enrolled.exitCode()).as("%s", enrolled).isZero();

        assertRefused(
                run("replay", STAND_INS, session, "--identity", "eileen", "--out", out("no.mp4")),
                "cannot be replayed with this identity",
                "no motion of the networks of implicit-keypoints ");
        assertRefused(
                run(
                        "animate",
                        STAND_INS,
                        "--identity",
                        "eileen",
                        "--driving",
                        "voice:" + sound(),
                        "--out",
                        out("v.mp4")),
                "a voice moves landmarks alone");
    }

    @Test
    void strengthsAndModesCount() throws Exception {
        try (var _ = ServedStages.start(folder.resolve("data"), STAND_INS.toString(), StageName.values())) {
            byte[] usual = film("usual.mp4");
            assertThat(film("still.mp4", "--head", "0", "--expression", "0")).isNotEqualTo(usual);
            assertThat(film("absolute.mp4", "--motion", "absolute")).isNotEqualTo(usual);
        }
    }

    private byte[] film(String name, Object... options) throws IOException {
        List<Object> arguments =
                new ArrayList<>(List.of("--portrait", portrait, "--driving", clip, "--out", out(name)));
        arguments.addAll(List.of(options));
        CommandRun run = run("animate", STAND_INS, arguments.toArray());
        assertThat(run.exitCode()).as("%s", run).isZero();
        return Files.readAllBytes(out(name));
    }

    /** A second of silence. */
    private Path sound() throws IOException {
        Path sound = folder.resolve("sound.wav");
        ClipMaker.write(sound, 640, 512, List.of(), new byte[2 * ClipMaker.SAMPLE_RATE]);
        return sound;
    }

    /** Stand-ins of another family: one file has a byte more. */
    private Path others() throws IOException {
        Path others = Files.createDirectory(folder.resolve("others"));
        try (Stream<Path> files = Files.list(STAND_INS)) {
            for (Path file : files.toList()) {
                Files.copy(file, others.resolve(file.getFileName()));
            }
        }
        Files.write(others.resolve("stitching_lip.onnx"), new byte[] {0}, StandardOpenOption.APPEND);
        return others;
    }

    private static void assertRefused(CommandRun run, String... words) {
        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err().getLast()).startsWith("marotte: ").contains(words);
    }

    private String onlySession() {
        return run("session list".split(" ")).out().stream()
                .map(SESSION::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1))
                .reduce((one, other) -> one + " and " + other)
                .orElse("");
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private CommandRun run(String command, Path generator, Object... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--generator", generator.toString()));
        Stream.of(options).map(Object::toString).forEach(arguments::add);
        return run(arguments.toArray(String[]::new));
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder.resolve("data"), List.of(arguments));
    }
}
