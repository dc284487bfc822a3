package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mounts that libraries cannot be loaded from, or that have no room for them, are passed over. */
final class UnpackFolderIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"size=1g,noexec", "size=1g,ro", "size=1m"})
    void isTheNextOneWhereTheFirstWillNotDo(String mount) throws IOException, InterruptedException {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", mount, "tmpfs", mounted.toString()))
                .as("a disk can be mounted, which takes root")
                .isZero();
        try {
            var unfit = place(mounted.resolve("natives"));
            var fit = place(folder.resolve("natives"));
            assertThat(UnpackFolder.firstOf(List.of(unfit, fit))).isEqualTo(fit);
            assertThat(unfit.path()).doesNotExist();
        } finally {
            run("umount", "--lazy", mounted.toString());
        }
    }

    @Test
    void noneIsSaidSo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> UnpackFolder.firstOf(List.of(place(file))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("XDG_CACHE_HOME");
    }

    private static UnpackFolder place(Path path) {
        return new UnpackFolder(path, UnpackFolder.Life.KEPT);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
