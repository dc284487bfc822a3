package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudioPortTest {
    @TempDir
    private Path folder;

    @Test
    void refusesAPortThatAnotherHas() {
        StudioParts parts = OfflineStudio.parts(folder);
        try (StudioServer server = parts.serve(0)) {
            assertThatThrownBy(() -> parts.serve(server.port()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("port " + server.port() + " cannot be used");
        }
    }
}
