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

@Timeout(120)
final class BrokerClusterIT {
    @TempDir
    private Path folder;

    @Test
    void goesOnWithoutOneOfThree() throws Exception {
        try (var brokers = BrokerCluster.start(folder, 3, Map.of());
                Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
            brokers.awaitAll(admin, Duration.ofSeconds(60));
            create(admin);
            brokers.node(1).kill();

            assertThat(admin.describeCluster().clusterId().get()).isNotBlank();
            create(admin);

            brokers.node(1).restart();
            assertThat(brokers.node(1).isAlive()).isTrue();
        }
    }

    private static void create(Admin admin) {
        new TopicSetup(admin, 4, 3, Duration.ofSeconds(60), InstantSource.system()).create(List.of(Topics.SESSIONS));
    }
}
