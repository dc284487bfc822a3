package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LivePatienceTest {
    private static final Map<String, Object> NOTHING = Map.of();

    @Test
    void presets() {
        assertThat(LivePatience.of(Settings.none()))
                .isEqualTo(new LivePatience(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void everyKeyCounts() {
        assertThat(LivePatience.of(Settings.of(Map.of(
                        "live.answer.timeout", "4s",
                        "live.leader.age", "3s",
                        "live.connection.timeout", "900ms"))))
                .isEqualTo(new LivePatience(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(900)));
        assertThat(LivePatience.SETTINGS).extracting(Setting::name).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void onlyClientsOfLiveSessionsAreHurried() {
        Cluster cluster = Cluster.at("kafka:9092")
                .withPatience(new LivePatience(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(900)));

        Map<String, Object> patient = cluster.with(NOTHING);
        assertThat(cluster.forProfile(Profile.LOSSLESS).with(NOTHING)).isEqualTo(patient);
        Map<String, Object> hurried = new HashMap<>(patient);
        hurried.putAll(Map.of(
                "request.timeout.ms", "4000",
                "metadata.max.age.ms", "3000",
                "socket.connection.setup.timeout.ms", "900",
                "socket.connection.setup.timeout.max.ms", "900",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "100",
                "reconnect.backoff.ms", "250",
                "reconnect.backoff.max.ms", "1000"));
        assertThat(patient).doesNotContainKeys("request.timeout.ms", "metadata.max.age.ms");
        assertThat(cluster.forProfile(Profile.LIVE).with(NOTHING)).isEqualTo(hurried);
    }

    /** Kafka's clients ask the broker that they are connecting to, if there is one, and vary each back-off by a fifth. */
    @Test
    void anotherBrokerIsAskedBeforeASilentOneIsConnectedToAgain() {
        Map<String, Object> live = Cluster.at("kafka:9092").live().with(NOTHING);

        assertThat(1.2 * millis(live, "retry.backoff.max.ms")).isLessThan(0.8 * millis(live, "reconnect.backoff.ms"));
    }

    private static int millis(Map<String, Object> settings, String key) {
        return Integer.parseInt(String.valueOf(settings.get(key)));
    }

    /** An answer that a busy broker gives late is no loss: the request comes again, until these pass. */
    @Test
    void nothingIsGivenUpSooner() {
        assertThat(Cluster.at("kafka:9092").live().with(NOTHING))
                .doesNotContainKeys(
                        "delivery.timeout.ms", "default.api.timeout.ms", "max.block.ms", "session.timeout.ms");
    }

    @Test
    void whatKafkasOwnSettingsSayWins() {
        Cluster cluster = Cluster.of(Map.of("bootstrap.servers", "kafka:9092", "request.timeout.ms", "15000"));

        assertThat(cluster.live().with(NOTHING)).containsEntry("request.timeout.ms", "15000");
    }
}
