package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.metrics.JmxReporter;
import org.junit.jupiter.api.Test;

class ClusterTest {
    @Test
    void clientsReportTheirMetricsToNobody() throws MalformedObjectNameException {
        var beans = ManagementFactory.getPlatformMBeanServer();
        try (var producer = Cluster.at("localhost:1").producer(Map.of("client.id", "quiet"))) {
            assertThat(producer.metrics()).isNotEmpty();
            assertThat(beans.isRegistered(new ObjectName("kafka.producer:type=producer-metrics,client-id=quiet")))
                    .isFalse();
        }
    }

    @Test
    void settingsOfTheUserWin() {
        String reporters = CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG;
        Cluster cluster =
                Cluster.of(Map.of("bootstrap.servers", "localhost:1", reporters, JmxReporter.class.getName()));

        assertThat(cluster.with(Map.of())).containsEntry(reporters, JmxReporter.class.getName());
    }
}
