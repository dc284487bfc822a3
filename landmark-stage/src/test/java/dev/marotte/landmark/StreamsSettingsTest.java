package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionPartitioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final Properties LOSSLESS = settings(Profile.LOSSLESS);
    private static final Properties LIVE = settings(Profile.LIVE);

    @Test
    void losslessDeliversExactlyOnceAndLiveAtLeastOnce() {
        assertThat(LOSSLESS).containsEntry("processing.guarantee", "exactly_once_v2");
        assertThat(LIVE).containsEntry("processing.guarantee", "at_least_once");
    }

    @Test
    void theProfilesAreDifferentApplications() {
        assertThat(LOSSLESS).containsEntry("application.id", "marotte-landmark-lossless");
        assertThat(LIVE).containsEntry("application.id", "marotte-landmark-live");
    }

    @Test
    void whatOpensTheClusterGoesToEveryClient() {
        assertThat(LIVE)
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    }

    @Test
    void recordsGoToTheirSessionsPartition() {
        assertThat(LIVE).containsEntry("producer.partitioner.class", SessionPartitioner.class.getName());
    }

    @Test
    void readsEverySessionFromItsStart() {
        assertThat(LOSSLESS).containsEntry("consumer.auto.offset.reset", "earliest");
    }

    @Test
    void noFrameIsLookedAtWhileTheBrokerHasASessionToRead() {
        assertThat(LOSSLESS).containsEntry("max.task.idle.ms", 0L);
    }

    @Test
    void isAStaticMemberOfItsGroupAndTakenForDeadWhenToldSo() {
        assertThat(LOSSLESS)
                .containsEntry("group.protocol", "classic")
                .containsEntry("consumer.group.instance.id", "one")
                .containsEntry("consumer.session.timeout.ms", 6_000)
                .containsEntry("consumer.heartbeat.interval.ms", 1_500);
    }

    @Test
    void aLiveFrameDoesNotWaitForOthersToTravelWith() {
        assertThat(LIVE).containsEntry("producer.linger.ms", 0L);
        assertThat(LOSSLESS).containsEntry("producer.linger.ms", 100L).containsEntry("commit.interval.ms", 100L);
    }

    @Test
    void onlyLiveFramesDoNotWaitForASilentBroker() {
        assertThat(LIVE).containsEntry("request.timeout.ms", "2000").containsEntry("metadata.max.age.ms", "1000");
        assertThat(LOSSLESS).doesNotContainKeys("request.timeout.ms", "metadata.max.age.ms");
    }

    @Test
    void aLiveFrameSeldomWaitsForACommit() {
        assertThat(LIVE).containsEntry("commit.interval.ms", 1_000L);
    }

    @Test
    void internalTopicsHaveTheBrokersReplication() {
        assertThat(LOSSLESS).containsEntry("replication.factor", -1).containsEntry("num.standby.replicas", 0);
    }

    private static Properties settings(Profile profile) {
        Cluster cluster = Cluster.of(Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512"));
        LandmarkConfig config = LandmarkConfig.of(Settings.none(), Path.of("data"));
        return new StreamsSettings(cluster, config, new GroupMembership("one", Duration.ofSeconds(6)))
                .of(ProfileTraits.of(profile));
    }
}
