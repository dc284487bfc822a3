package dev.marotte.landmark;

import dev.marotte.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Lag of applications behind the end of the written frames, as measured by their own consumers. */
final class ApplicationLag {
    private static final String METRIC = "records-lag-max";

    private ApplicationLag() {}

    /** Sum over all partitions of the largest lag in the last minute, in records; 0 for a partition from which nothing was read in that time. */
    static double of(List<KafkaStreams> applications) {
        return applications.stream()
                .flatMap(application -> application.metrics().values().stream())
                .filter(metric -> isOfFrames(metric.metricName()))
                .mapToDouble(ApplicationLag::value)
                .sum();
    }

    /** Kafka measures a topic with a dot in its name twice, once under a name without the dot. */
    private static boolean isOfFrames(MetricName name) {
        return name.name().equals(METRIC)
                && Topics.FRAMES.name().equals(name.tags().get("topic"));
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Double records && !records.isNaN() ? records : 0;
    }
}
