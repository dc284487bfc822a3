package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.StageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageHoldTest {
    @TempDir
    private Path folder;

    @Test
    void aStageRunsOnceWithADataFolder() {
        DataFolder data = DataFolder.of(folder, Map.of());
        try (StageHold _ = StageHold.take(data, List.of(StageName.INGEST, StageName.SINK))) {
            StageHold.take(data, List.of(StageName.RENDER)).close();

            assertThatThrownBy(() -> StageHold.take(data, List.of(StageName.RENDER, StageName.SINK)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("another marotte runs the sink stage");
        }
        StageHold.take(data, List.of(StageName.values())).close();
    }
}
