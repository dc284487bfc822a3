package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    demoo                     | there is no command or argument 'demoo'; did you mean demo?
                    doctor extra              | there is no command or argument 'extra'
                    topics --partition 3      | there is no option '--partition'; did you mean --partitions?
                    topics --partitions two   | --partitions is a whole number, not 'two'
                    serve --device gpu        | --device is auto, cpu, cuda or cuda:N with the number of a device, not 'gpu'
                    bench --device cuda:x     | --device is auto, cpu, cuda or cuda:N with the number of a device, not 'cuda:x'
                    serve --stage stage       | --stage is ingest or landmark or speech or render or sink, not 'stage'
                    animate --identity a      | --driving CLIP and --out FILE are missing
                    animate --expression much | --expression is a number, not 'much'
                    animate --expression 0,8  | --expression is a number, not '0,8'; write 0.8
                    animate --neutral-at ,5   | --neutral-at is a number, not ',5'; write .5
                    topics --replication 2,5  | --replication is a whole number, not '2,5'
                    session show              | ID is missing
                    session open --identity a | --source SOURCE and --output OUTPUT are missing
                    replay s-1                | --out FILE is missing
                    animate --fps             | --fps RATE is missing
                    enrol                     | --identity NAME, --portrait PICTURE and --consent WORDS are missing
                    revoke                    | NAME is missing
                    identities --data=        | --data is given an empty value
                    """)
    void saysWhatIsWrongWithACommandLine(String arguments, String sentence) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("marotte: " + sentence + " (see ");
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
        assertThat(data.resolve("cluster")).doesNotExist();
    }

    @Test
    void saysThatAFolderIsNoPicture(@TempDir Path folder) {
        Path data = folder.resolve("data");
        assertThat(run(
                        "enrol",
                        "--identity",
                        "a",
                        "--consent",
                        "yes",
                        "--portrait",
                        folder.toString(),
                        "--data",
                        data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("marotte: the picture " + folder + " is a folder");
    }

    private int run(String... arguments) {
        return Marotte.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
