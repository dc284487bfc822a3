package dev.marotte.standalone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a.mp4",
                "http://example.org//films/a%20b.mp4?x=1&y=%04d",
                "HTTPS://EXAMPLE.ORG/A.MP4",
                "rtsp://user:word@camera:554/stream",
                "rtmp://live/app/key",
                "srt://0.0.0.0:9000?mode=listener",
                "udp://@239.0.0.1:1234",
                "s3://bucket/a.mp4",
                "https:/example.org/a.mp4",
                "data:video/mp4;base64,AAAA",
                "magnet:?xt=urn:btih:0"
            })
    void saysThatAddressesAreNotReadAndLeavesThemUnharmed(String address) {
        assertRefused(address, "addresses are not read; download or record it into a file first");
    }

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, clip.mp4",
        "./-, ./-",
        "shot/%04d.png, shot/%04d.png",
        "a:b.mp4, a:b.mp4",
        "12:30 call.mp4, 12:30 call.mp4",
        "C://clip.mp4, C:/clip.mp4",
        "file:///films/a%20b.mp4, /films/a b.mp4",
        "file:///films/a b.mp4, /films/a b.mp4",
        "file://localhost/films/p%C3%B6r.mp4, /films/pör.mp4",
        "FILE:/films/100%.mp4, /films/100%.mp4",
        "file:clip+1.mp4, clip+1.mp4"
    })
    void findsPathsAndAddressesOfFiles(String word, Path path) {
        assertThat(ClipName.parse(word)).isEqualTo(new ClipName.OfPath(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdin", "/dev/fd/0", "pipe:0"})
    void knowsTheNamesOfStandardInput(String word) {
        assertThat(ClipName.parse(word)).isEqualTo(new ClipName.StandardInput());
    }

    @Test
    void takesAFileOfExactlyThisNameFirst(@TempDir Path folder) throws IOException {
        Path escaped = Files.createFile(folder.resolve("a%20b.mp4"));

        assertThat(ClipName.parse("file://" + escaped)).isEqualTo(new ClipName.OfPath(escaped));
    }

    @Test
    void refusesFilesOfOtherMachinesAndImpossibleNames() {
        assertRefused("file://server/films/a.mp4", "it is on another machine, server; copy it here first");
        assertRefused("a\0b", "no file can have this name here");
        assertRefused("file:///a%00b", "no file can have this name here");
    }

    private static void assertRefused(String word, String why) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> ClipName.parse(word))
                .withMessage("cannot use " + word + " as the driving clip: " + why);
    }
}
