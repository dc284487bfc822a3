package dev.marotte.standalone.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
    @TempDir
    private Path folder;

    @Test
    void isTheSameForTheSameContentUnderAnotherName() throws IOException {
        assertThat(of(file("a", 200_000, 1))).isEqualTo(of(file("b", 200_000, 1)));
    }

    @Test
    void differsWithContentLengthAndFacts() throws IOException {
        String first = of(file("a", 200_000, 1));

        assertThat(of(file("b", 200_000, 2))).isNotEqualTo(first);
        assertThat(of(file("c", 199_999, 1))).isNotEqualTo(first);
        assertThat(new Fingerprint().add("ab").add("c").value())
                .isNotEqualTo(new Fingerprint().add("a").add("bc").value());
    }

    private static String of(Path file) {
        return new Fingerprint().addContent(file).value();
    }

    private Path file(String name, int size, int content) throws IOException {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) content);
        return Files.write(folder.resolve(name), bytes);
    }
}
