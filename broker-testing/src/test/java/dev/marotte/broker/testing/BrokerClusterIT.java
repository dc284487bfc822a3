package dev.marotte.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class BrokerClusterIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void goesOnWithoutOneOfThree() throws Exception {
        try (var brokers = BrokerCluster.start(folder, 3, Map.of());
                Admin admin = Admin.create(client(brokers))) {
            brokers.awaitAll(admin, LONGEST);
            create(admin);
            brokers.node(1).kill();

            assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
            create(admin);

            brokers.node(1).restart();
            assertThat(brokers.node(1).isAlive()).isTrue();
        }
    }

    /** Kafka's own limit of a minute is not to end what the test waits longer for. */
    private static Map<String, Object> client(BrokerCluster brokers) {
        return Map.of(
                "bootstrap.servers", brokers.bootstrapServers(), "default.api.timeout.ms", (int) LONGEST.toMillis());
    }

    private static void create(Admin admin) {
        new TopicSetup(admin, 4, 3, LONGEST, InstantSource.system()).create(List.of(Topics.SESSIONS));
    }
}
