package dev.marotte.standalone.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Keeps Kafka's harmless warnings, which are frequent in ordinary runs, out of the log, so that what is logged matters. Any thread. */
final class KafkaNoise extends TurboFilter {
    /** By logger, what such a warning contains. All other messages of the logger are logged. */
    private static final Map<String, List<String>> HARMLESS = Map.ofEntries(
            // The metadata log is empty at the first start.
            Map.entry("org.apache.kafka.controller.QuorumController", List.of("Performing controller activation")),
            Map.entry("org.apache.kafka.clients.NetworkClient", List.of("has already been closed")),
            // Kafka Streams has just made the topic; it is asked for again until its brokers know it.
            Map.entry(
                    "org.apache.kafka.clients.admin.internals.PartitionLeaderStrategy",
                    List.of("Received unknown topic error")),
            // A partition was just released.
            Map.entry("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils", List.of("no longer assigned")),
            // The handler is set, but not in a dummy configuration of Kafka's own.
            Map.entry(
                    "org.apache.kafka.streams.StreamsConfig",
                    List.of("Processing exception handler is not enabled for the GlobalThread")),
            // The user's data folder is where the user wants it.
            Map.entry(
                    "org.apache.kafka.streams.processor.internals.StateDirectory",
                    List.of("Using an OS temp directory")),
            // The client has gone.
            Map.entry("kafka.network.Processor", List.of("there is no open connection")),
            // The only controller is about to take over and is asked again.
            Map.entry("kafka.server.ControllerApis", List.of("NotControllerException")),
            // The previous transaction is still being completed, or batches sent after a refused one are resent in
            // order. A client that cannot continue says so itself.
            Map.entry(
                    "org.apache.kafka.clients.producer.internals.Sender",
                    List.of("Error: CONCURRENT_TRANSACTIONS", "Error: OUT_OF_ORDER_SEQUENCE_NUMBER")),
            Map.entry("kafka.server.ReplicaManager", List.of("OutOfOrderSequenceException")));

    private final Map<String, List<String>> harmless;

    private KafkaNoise(Map<String, List<String>> harmless) {
        this.harmless = harmless;
    }

    static void silence(LoggerContext context) {
        context.addTurboFilter(new KafkaNoise(HARMLESS));
    }

    /**
     * Silences closed connections to an embedded broker, which closes idle ones. With another broker, a closed connection may be the only sign
     * of a wrong port or of TLS where there is none.
     *
     * @param broker host and port
     */
    static void silenceIdleConnections(String broker, LoggerContext context) {
        context.addTurboFilter(new KafkaNoise(
                Map.of("org.apache.kafka.clients.NetworkClient", List.of("Bootstrap broker " + broker + " "))));
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable cause) {
        List<String> phrases = harmless.getOrDefault(logger.getName(), List.of());
        if (phrases.isEmpty() || format == null) {
            return FilterReply.NEUTRAL;
        }
        String said = MessageFormatter.arrayFormat(format, arguments).getMessage() + " " + cause;
        return phrases.stream().anyMatch(said::contains) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
