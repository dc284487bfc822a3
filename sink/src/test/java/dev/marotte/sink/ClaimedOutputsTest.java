package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionOutput.StreamOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClaimedOutputsTest {
    @TempDir
    private Path folder;

    @Test
    void takesAllNamesOrNone() throws IOException {
        Files.writeString(folder.resolve("there.mp4"), "somebody's");
        Session session = TestSessions.open(
                "demo", new FileOutput(folder + "/new.mp4", false), new FileOutput(folder + "/there.mp4", false));

        assertThatThrownBy(() -> ClaimedOutputs.take(session))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there.mp4: it exists already");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("there.mp4"));
        }
    }

    @Test
    void takesNothingWhereAnOutputIsNoFile() throws IOException {
        Session session = TestSessions.open(
                "demo", new FileOutput(folder + "/new.mp4", false), new StreamOutput("srt://127.0.0.1:9"));

        assertThatThrownBy(() -> ClaimedOutputs.take(session)).hasMessageContaining("--profile live");

        assertThat(ClaimedOutputs.areLeftOver(session)).isFalse();
        ClaimedOutputs.settle(session);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void knowsWhatAKilledProcessLeft() throws IOException, InterruptedException {
        Session session = TestSessions.open("demo", new FileOutput(folder + "/new.mp4", false));
        assertThat(ClaimedOutputs.areLeftOver(session)).isFalse();

        try (ClaimedOutputs _ = ClaimedOutputs.take(session)) {
            assertThat(ClaimedOutputs.areLeftOver(session)).isTrue();
        }
        assertThat(ClaimedOutputs.areLeftOver(session)).isFalse();
    }

    @Test
    void aNameThatAnotherSessionIsMakingIsRefused() throws InterruptedException {
        Session session = TestSessions.open("demo", new FileOutput(folder + "/new.mp4", false));
        Session other = TestSessions.open("other", new FileOutput(folder + "/new.mp4", false));

        try (ClaimedOutputs _ = ClaimedOutputs.take(session)) {
            assertThatThrownBy(() -> ClaimedOutputs.take(other))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("another marotte is making it");
        }
    }

    /** As whoever looks for stale folders does for a moment, which may be long on a busy machine. */
    @Test
    void awaitsWhoeverHoldsANameForAMoment() throws Exception {
        Session session = TestSessions.open("demo", new FileOutput(folder + "/new.mp4", false));
        FolderHold looking = FolderHold.take(folder.resolve(".new.mp4.part")).orElseThrow();

        try (ClaimedOutputs claimed = ClaimedOutputs.take(session, _ -> looking.close())) {
            assertThat(claimed.unfinished()).isPresent();
        }
    }
}
