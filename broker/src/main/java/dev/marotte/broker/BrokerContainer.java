package dev.marotte.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One node of a Kafka cluster in a process of its own, configured by the same environment variables as Kafka's own image: {@code CLUSTER_ID},
 * {@code KAFKA_NODE_ID} and the like. A stand-in for trials where that image cannot be pulled; production clusters use Kafka itself. Runs until SIGTERM.
 */
public final class BrokerContainer {
    private static final String PREFIX = "KAFKA_";

    private BrokerContainer() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = settings(System.getenv());
        format(settings, System.getenv().getOrDefault("CLUSTER_ID", StorageFormat.CLUSTER_ID));
        var server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shut-broker-down"));
        server.startup();
        server.awaitShutdown();
    }

    /** Maps {@code KAFKA_LOG_DIRS} to {@code log.dirs}; two underscores stand for one, three for a hyphen. */
    static Properties settings(Map<String, String> environment) {
        Properties settings = new Properties();
        settings.putAll(environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(variable -> key(variable.getKey()), Map.Entry::getValue)));
        return settings;
    }

    private static String key(String variable) {
        return variable.substring(PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replace("___", "-")
                .replace("__", "\n")
                .replace('_', '.')
                .replace('\n', '_');
    }

    private static void format(Properties settings, String clusterId) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setClusterId(clusterId)
                .addDirectory(settings.getProperty("log.dirs"))
                .setMetadataLogDirectory(settings.getProperty("log.dirs"))
                .setIgnoreFormatted(true)
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .run();
    }
}
