package dev.marotte.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaRuntimeTest {
    @TempDir
    private Path folder;

    @Test
    void theRuntimeHasTheModulesThatTheClassesOfAJarUse() throws IOException {
        assertThat(JavaRuntime.modulesOf(jarOf(Caller.class)).split(",", -1)).contains("java.base", "java.net.http");
    }

    private Path jarOf(Class<?> type) throws IOException {
        String name = type.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("caller.jar");
        try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream('/' + name));
                var entries = new ZipOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new ZipEntry(name));
            bytes.transferTo(entries);
        }
        return jar;
    }

    /** What uses a module that no other class here uses. */
    private record Caller(HttpClient client) {}
}
