package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.StageFailedException;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An application that fails ends the stage. */
class LandmarkFailureIT {
    private static final String CHANGELOG = "marotte-landmark-live-progress-changelog";
    private static final SessionId SESSION = new SessionId("foreign");
    private static final byte[] OF_ANOTHER_VERSION = {77, 0};
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(1);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void stateOfAnotherVersionEndsTheStageWithASentence() throws Exception {
        prepare();
        LandmarkStage stage = new LandmarkStage(
                cluster,
                LandmarkConfig.of(Settings.of(Map.of("landmark.profiles", "live")), folder),
                new GroupMembership("a", Duration.ofSeconds(6)),
                InstantSource.system(),
                new SimpleMeterRegistry());
        try (StageSupervisor stages = new StageSupervisor(PATIENCE)) {
            stages.start(stage);

            assertThatThrownBy(() ->
                            stages.await(new CompletableFuture<>().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessageContaining("written by another version");
            assertThat(stage.health()).isInstanceOf(Health.Failed.class);
        }
    }

    private void prepare() throws Exception {
        try (Admin admin = cluster.admin();
                Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            NewTopic changelog = new NewTopic(CHANGELOG, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(changelog)).all().get();
            byte[] key = Bytes.ofUtf8(SESSION.value()).unsafeArray();
            producer.send(new ProducerRecord<>(CHANGELOG, key, OF_ANOTHER_VERSION))
                    .get();
            producer.send(Topics.SESSIONS.record(
                            Rig.session(SESSION, Profile.LIVE, new NeutralChoice.BestNeutral(Duration.ZERO))))
                    .get();
            producer.send(Topics.FRAMES.record(Rig.frame(SESSION, 0))).get();
        }
    }
}
