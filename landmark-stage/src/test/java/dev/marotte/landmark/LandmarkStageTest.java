package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarkStageTest {
    @TempDir
    private Path folder;

    @Test
    void aStageThatCannotStartThrowsAndSaysSo() throws IOException {
        LandmarkStage stage = stage(Files.createFile(folder.resolve("a-file")));
        assertThat(stage.health()).isEqualTo(new Health.Starting("its models"));

        assertThatThrownBy(stage::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a-file")
                .hasMessageEndingWith("; name another with --set landmark.state=FOLDER");
        assertThat(stage.health())
                .isInstanceOfSatisfying(
                        Health.Failed.class,
                        failed -> assertThat(failed.reason()).contains("a-file"));
    }

    @Test
    void aStageWhoseNetworksAreNotWholeThrowsAndSaysSo() {
        LandmarkStage stage = stage(Map.of("landmark.networks", folder.toString()));

        assertThatThrownBy(stage::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("but not appearance_feature_extractor.onnx");
        assertThat(stage.health()).isInstanceOf(Health.Failed.class);
    }

    @Test
    void aTransactionThatTheBrokerAbortedIsNoReasonToEnd() {
        LandmarkStage stage = stage(folder);

        assertThat(stage.answer(new StreamsException("commit", new InvalidTxnStateException("aborted"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(stage.health()).isEqualTo(new Health.Starting("its models"));

        assertThat(stage.answer(new StreamsException("store", new IOException("disk"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(stage.health()).isEqualTo(new Health.Failed("frames cannot be tracked any more: disk"));
    }

    @Test
    void closingAsksToDrain() {
        LandmarkStage stage = stage(folder);
        stage.close();
        stage.close();

        assertThat(stage.health()).isEqualTo(new Health.Draining());
    }

    private LandmarkStage stage(Path state) {
        return stage(Map.of("landmark.state", state.toString()));
    }

    private LandmarkStage stage(Map<String, String> settings) {
        return new LandmarkStage(
                Cluster.at("localhost:1"),
                LandmarkConfig.of(Settings.of(settings), folder),
                new GroupMembership("a", Duration.ofSeconds(6)),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }
}
