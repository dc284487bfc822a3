package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    private static final Path NOT_GIVEN = Path.of("");

    @TempDir
    private Path folder;

    @Test
    void liesWhereXdgSaysWhenNoneIsGiven() {
        DataFolder data = DataFolder.of(NOT_GIVEN, Map.of("XDG_DATA_HOME", folder.toString()));

        assertThat(data.path()).isEqualTo(folder.resolve("marotte")).isDirectory();
    }

    @Test
    void isTheOneThatIsGiven() {
        DataFolder data = DataFolder.of(folder.resolve("mine"), Map.of("XDG_DATA_HOME", "elsewhere"));

        assertThat(data.path()).isEqualTo(folder.resolve("mine")).isDirectory();
    }

    @Test
    void saysPlainlyWhenItCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> DataFolder.of(file.resolve("data"), Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--data");
    }

    @Test
    void servesOneProcessAtATime() throws IOException {
        DataFolder data = DataFolder.of(folder, Map.of());

        try (var lock = data.tryLock().orElseThrow()) {
            assertThat(lock.isOpen()).isTrue();
            assertThat(data.tryLock()).isEmpty();
        }
        data.tryLock().orElseThrow().close();
    }

    @Test
    void saysWhereItsClusterIsWhileItRuns() {
        DataFolder data = DataFolder.of(folder, Map.of());

        assertThat(data.published()).isEmpty();
        var shared = new SharedAddress("127.0.0.1:9092", WorkScope.EVERYTHING);
        data.publish(shared);
        assertThat(data.published()).contains(shared);
        data.withdraw();
        assertThat(data.published()).isEmpty();
    }
}
