package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command in a JVM of another language: Kafka names files with its digits and finds types by its letters. */
@Timeout(300)
final class LocaleIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"ar, EG", "fa, IR", "tr, TR"})
    void keepsItsFilesUnderTheSameNames(String language, String country) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command(language, country, data))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        try (Stream<Path> files = Files.walk(data)) {
            assertThat(files.map(file -> data.relativize(file).toString()))
                    .contains("cluster/kafka/marotte.identities-0/00000000000000000000.log")
                    .allMatch(name -> name.chars().allMatch(letter -> letter < 128));
        }
    }

    private static List<String> command(String language, String country, Path data) {
        return ChildCommand.of(
                List.of("-Duser.language=" + language, "-Duser.country=" + country),
                List.of("identities", "--data", data.toString()));
    }
}
