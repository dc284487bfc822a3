package dev.marotte.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrokerContainerTest {
    @Test
    void readsVariablesAsTheImageOfKafkaDoes() {
        assertThat(BrokerContainer.settings(Map.of(
                        "KAFKA_LOG_DIRS", "/data",
                        "KAFKA_A__B___C", "x",
                        "CLUSTER_ID", "none of its settings")))
                .isEqualTo(Map.of("log.dirs", "/data", "a_b-c", "x"));
    }
}
