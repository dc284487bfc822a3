package dev.marotte.landmark;

import java.util.List;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** Distance of applications from the end of what was written, as their own consumers measure it. */
final class ApplicationLag {
    private static final String METRIC = "records-lag-max";

    private ApplicationLag() {}

    /** The lag of the slowest partition, in records; 0 where nothing was read yet. */
    static double of(List<KafkaStreams> applications) {
        return applications.stream()
                .flatMap(application -> application.metrics().values().stream())
                .filter(metric -> metric.metricName().name().equals(METRIC)
                        && !metric.metricName().tags().containsKey("topic"))
                .mapToDouble(ApplicationLag::value)
                .max()
                .orElse(0);
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Double records && !records.isNaN() ? records : 0;
    }
}
