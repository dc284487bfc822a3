package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceNameTest {
    @TempDir
    private Path folder;

    @Test
    void isTheSameAfterARestart() {
        assertThat(InstanceName.in(folder.resolve("a"))).isEqualTo(InstanceName.in(folder.resolve("a")));
    }

    @Test
    void differsBetweenStateDirectories() {
        assertThat(InstanceName.in(folder.resolve("a"))).isNotEqualTo(InstanceName.in(folder.resolve("b")));
    }
}
