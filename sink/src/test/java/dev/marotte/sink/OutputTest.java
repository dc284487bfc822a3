package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private void refuses(String out, String input) {
        assertThatThrownBy(() -> named(out).sparing(folder.resolve(input)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("it would replace");
    }

    private Output named(String out) {
        return Output.named(folder + "/" + out, true);
    }
}
