package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a deleted session leaves to the next one that is made of the same clip and face. */
@Timeout(600)
final class DeletedSessionIT {
    private static final Pattern LISTED = Pattern.compile("(s-[0-9a-f]{16}\\S*)\\s.*");

    @TempDir
    private Path folder;

    private Path clip;

    @BeforeEach
    void clip() throws IOException {
        byte[] face = Portraits.coded(Portraits.portrait(), "jpg");
        clip = folder.resolve("clip.mp4");
        List<Shot> shots = IntStream.range(0, 12)
                .mapToObj(index -> new Shot(face, index * 40L))
                .toList();
        ClipMaker.write(clip, 512, 512, shots, new byte[0]);
        Path portrait = Files.write(folder.resolve("portrait.jpg"), face);
        assertThat(run("enrol", "--identity", "mona", "--portrait", portrait.toString(), "--consent", "a test")
                        .exitCode())
                .isZero();
    }

    @Test
    void theSameFilmCanBeMadeAgainAfterItsSessionWasDeleted() {
        animate("first.mp4");
        String session = onlySession();
        assertThat(run("session", "delete", session).exitCode()).isZero();

        animate("second.mp4");

        assertThat(folder.resolve("second.mp4")).hasSameBinaryContentAs(folder.resolve("first.mp4"));
        assertThat(onlySession()).isNotEqualTo(session);
        CommandRun again = run(
                "session",
                "open",
                "--id",
                session,
                "--identity",
                "mona",
                "--source",
                clip.toString(),
                "--output",
                "c.mp4");
        again.assertRefused("a session " + session + " was deleted a moment ago");
    }

    private void animate(String out) {
        CommandRun run = run(
                "animate",
                "--identity",
                "mona",
                "--driving",
                clip.toString(),
                "--out",
                folder.resolve(out).toString());
        assertThat(run.exitCode()).as("%s", run).isZero();
    }

    private String onlySession() {
        return run("session", "list").out().stream()
                .map(LISTED::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .reduce((one, other) -> one + " and " + other)
                .orElse("");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(folder.resolve("data"), List.of(arguments));
    }
}
