package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarotteTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhatThereIsWhenNothingIsAsked() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: marotte", "doctor");
    }

    @Test
    void answersAnUnknownCommandWithOneLineAndCodeTwo() {
        assertThat(run("dance")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("marotte: ")
                .contains("'dance'");
    }

    @Test
    void doesNotBenchLessThanOnce() {
        assertThat(run("bench", "--runs", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--runs is 1 or more, not 0");
    }

    @Test
    void doesNotReplaceTheClipThatItReads(@TempDir Path folder) throws IOException {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "as it was");
        String other = folder.resolve(".").resolve("clip.mp4").toString();
        assertThat(run("animate", "--identity", "mona", "--driving", clip.toString(), "--out", other, "--overwrite"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("it would replace");
        assertThat(clip).hasContent("as it was");
    }

    @Test
    void refusesWhatIsNoPictureBeforeAnythingStarts(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("face.jpg"), "not a picture");
        Path data = folder.resolve("data");
        assertThat(run(
                        "animate",
                        "--portrait",
                        text.toString(),
                        "--driving",
                        "clip.mp4",
                        "--out",
                        folder.resolve("out.mp4").toString(),
                        "--data",
                        data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("marotte: " + text + " cannot be read: it is no JPEG, PNG, ");
        assertThat(data.resolve("kafka")).doesNotExist();
    }

    private int run(String... arguments) {
        return Marotte.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
