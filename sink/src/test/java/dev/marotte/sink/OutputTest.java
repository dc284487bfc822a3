package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aClipAndAPictureAreThere() throws IOException {
        Files.writeString(folder.resolve("clip.mp4"), "clip");
        Files.writeString(folder.resolve("000001.png"), "picture");
    }

    @Test
    void refusesToReplaceWhatItIsMadeFrom() {
        refuses("clip.mp4", "clip.mp4");
        refuses("/", "");
        refuses("/", "%04d.png");
        refuses("/", "*.png");
        refuses("/", "000001.png");
    }

    @Test
    void mayStandBesideWhatItIsMadeFrom() {
        for (String input : new String[] {"clip.mp4", "in-%04d.png", "face.png", "none.mp4"}) {
            Output output = named("out-%06d.png");
            assertThat(output.sparing(folder.resolve(input))).isSameAs(output);
        }
    }

    @Test
    void mayStandBesideTheRoot() {
        Output output = named("out/");
        assertThat(output.sparing(Path.of("/"))).isSameAs(output);
    }

    @Test
    void saysThatAddressesAreNotWrittenToAndLeavesThemUnharmed() {
        assertThatThrownBy(() -> Output.named("https://example.org//a.mp4", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("cannot write https://example.org//a.mp4: results are not sent to addresses");
    }

    @Test
    void refusesNamesThatAreTooLongBeforeAnyWork() {
        String name = "x".repeat(252);
        for (String out : new String[] {
            name + ".mp4",
            name + ".mov",
            name + ".mkv",
            name + ".webm",
            name + "xxxx/",
            name + "%d.png",
            "%0300d.png",
            "x/".repeat(2100) + "out.mp4"
        }) {
            assertThatThrownBy(() -> named(out))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("its name is too long");
        }
        assertThat(named("x".repeat(251) + ".mp4").form()).isEqualTo(Output.Form.MP4);
    }

    @Test
    void refusesLinksInACircle() throws IOException {
        Files.createSymbolicLink(folder.resolve("circle.mp4"), Path.of("circle.mp4"));

        assertThatThrownBy(() -> OutputClaim.take(named("circle.mp4"))).isInstanceOf(BadInputException.class);
    }

    @Test
    void refusesALinkToWhereNoFolderIsBeforeAnyWork() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.mp4"), Path.of("nowhere/clip.mp4"));

        assertThatThrownBy(() -> named("link.mp4"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("nowhere"));
    }

    @Test
    void saysThatAFileSystemTakesNothing() {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/proc")), "only root may try to write to /proc");
        Output output = Output.named("/proc/clip.mp4", false);

        assertThatThrownBy(() -> OutputClaim.take(output))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no folder can be made beside it");
    }

    @Test
    void numbersOnlyTheFirstNumberOfAPattern() {
        assertThat(named("50%_%03d.png").pictureName(7)).isEqualTo("50%_007.png");
        assertThat(named("a%d-%d.png").pictureName(12)).isEqualTo("a12-%d.png");
        assertThat(named("out/").pictureName(3)).isEqualTo("000003.png");
    }

    @Test
    void aSessionsOutputIsAFileOrPictures() {
        assertThat(Output.of(new SessionOutput.FileOutput("a.webm", true)))
                .isEqualTo(new Output(Path.of("a.webm"), Output.Form.WEBM, true));
        assertThat(Output.of(new SessionOutput.PictureOutput("frames/", false)).form())
                .isEqualTo(Output.Form.PICTURES);
        assertThatThrownBy(() -> Output.of(new SessionOutput.PictureOutput("a.mp4", false)))
                .hasMessageContaining("frame-%06d.png");
        for (SessionOutput later : List.of(
                new SessionOutput.StreamOutput("rtmp://localhost/live"),
                new SessionOutput.SegmentOutput("live.m3u8"),
                new SessionOutput.PageOutput())) {
            assertThatThrownBy(() -> Output.of(later))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("--profile live");
        }
    }

    private void refuses(String out, String input) {
        assertThatThrownBy(() -> named(out).sparing(folder.resolve(input)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it would replace");
    }

    private Output named(String out) {
        return Output.named(folder + "/" + out, true);
    }
}
