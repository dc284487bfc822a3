package dev.marotte.landmark;

import dev.marotte.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Distance of applications from the end of the frames that were written, as their own consumers measure it. */
final class ApplicationLag {
    private static final String METRIC = "records-lag-max";

    private ApplicationLag() {}

    /** The largest lag of each partition in the last minute, all together, in records; 0 where nothing was read in it. */
    static double of(List<KafkaStreams> applications) {
        return applications.stream()
                .flatMap(application -> application.metrics().values().stream())
                .filter(metric -> isOfFrames(metric.metricName()))
                .mapToDouble(ApplicationLag::value)
                .sum();
    }

    /** Kafka measures a topic with a dot in its name twice, once under a name without it. */
    private static boolean isOfFrames(MetricName name) {
        return name.name().equals(METRIC)
                && Topics.FRAMES.name().equals(name.tags().get("topic"));
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Double records && !records.isNaN() ? records : 0;
    }
}
