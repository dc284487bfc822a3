package dev.marotte.standalone.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;

/** What Kafka warns of in every run of one node that is its own controller, and that means nothing: so a WARN in the log does. */
final class KafkaNoise {
    /**
     * In this order: empty books at the first start, a client closed twice, offsets of a partition that was just let go, and settings
     * that are missing in a dummy of Kafka's own.
     */
    private static final List<String> HARMLESS_WARNINGS = List.of(
            "org.apache.kafka.controller.QuorumController",
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils",
            "org.apache.kafka.streams.StreamsConfig");

    private KafkaNoise() {}

    static void silence(LoggerContext context) {
        HARMLESS_WARNINGS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    }
}
