package dev.marotte.runtime;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * A Kafka cluster as seen by a client: the settings that all clients need, {@code bootstrap.servers} and the security settings. Every client of every
 * stage is made from it, so settings that connect one of them connect all. Clients of live work are made from {@link #live()} and give up sooner on a
 * silent broker. Immutable.
 */
public final class Cluster {
    /**
     * Turns off the exporters of Kafka's own metrics, which nobody reads here: JMX beans, and the push to brokers that ask for them. A session has several
     * clients and a client hundreds of metrics, so they took most of the heap of a process with a hundred sessions.
     */
    private static final Map<String, Object> FRUGAL = Map.of(
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            "",
            CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
            "false");

    private final Map<String, Object> client;
    private final LivePatience patience;

    private Cluster(Map<String, Object> client, LivePatience patience) {
        this.client = Map.copyOf(client);
        this.patience = patience;
    }

    /** A cluster without security, such as the embedded broker, which listens on loopback only. */
    public static Cluster at(String bootstrapServers) {
        return of(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** @param client Kafka's own settings, which win over Marotte's */
    public static Cluster of(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(FRUGAL);
        settings.putAll(client);
        return new Cluster(settings, LivePatience.PRESET);
    }

    /** The same cluster, with other timeouts for {@link #live()}. */
    public Cluster withPatience(LivePatience other) {
        return new Cluster(client, other);
    }

    /** The same cluster for clients that live sessions wait for; Kafka's own settings win where they are given. */
    public Cluster live() {
        Map<String, Object> hurried = new HashMap<>(patience.client());
        hurried.putAll(client);
        return new Cluster(hurried, patience);
    }

    /** The same cluster for clients that work only on sessions of one profile. */
    public Cluster forProfile(Profile profile) {
        return switch (profile) {
            case LIVE -> live();
            case LOSSLESS -> this;
        };
    }

    /** The bootstrap servers, as given. */
    public String bootstrapServers() {
        return String.valueOf(client.get("bootstrap.servers"));
    }

    /** An admin client; the caller closes it. */
    public Admin admin() {
        return Admin.create(client);
    }

    /** A producer for records of any topic; the caller closes it. */
    public Producer<byte[], byte[]> producer(Map<String, Object> further) {
        return new KafkaProducer<>(producerSettings(further), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Settings of a Marotte producer: records go to their session's partition, and large ones are allowed. */
    public Map<String, Object> producerSettings(Map<String, Object> further) {
        Map<String, Object> settings = with(Map.of(
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                SessionPartitioner.class,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Topics.MAX_RECORD_BYTES,
                ProducerConfig.LINGER_MS_CONFIG,
                0));
        settings.putAll(further);
        return settings;
    }

    /** A consumer of bytes; the caller closes it. */
    public Consumer<byte[], byte[]> consumer(Map<String, Object> further) {
        return new KafkaConsumer<>(consumerSettings(further), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A consumer of messages; the caller closes it. */
    public <K, V> Consumer<K, V> consumer(Map<String, Object> further, Deserializer<K> keys, Deserializer<V> values) {
        return new KafkaConsumer<>(consumerSettings(further), keys, values);
    }

    /** Settings of a Marotte consumer: committed records only, manual offset commits, from the start where there are none. */
    public Map<String, Object> consumerSettings(Map<String, Object> further) {
        Map<String, Object> settings = with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        settings.putAll(further);
        return settings;
    }

    /**
     * Further settings of a consumer whose broker keeps a fetch that finds nothing for {@code wait}; a new record ends the wait. A broker answers a
     * connection's requests in turn, so closing a consumer, asking it for offsets, or giving it another partition waits as long: Kafka's own half a second
     * is right for one that stays, and is most of what looking something up takes.
     */
    public static Map<String, Object> waiting(Duration wait, Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(wait.toMillis()));
        return settings;
    }

    /** Further settings of a consumer that looks something up and is closed: its fetches hardly wait. */
    public static Map<String, Object> lookingUp(Map<String, Object> further) {
        return waiting(Duration.ofMillis(20), further);
    }

    /**
     * Further settings of a consumer of one profile's sessions. Messages of live sessions are not part of a transaction; a consumer that reads committed
     * records only would have to wait for the open transactions of lossless sessions in the same partition.
     */
    public static Map<String, Object> readingOf(Profile profile) {
        return switch (profile) {
            case LIVE -> Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
            case LOSSLESS -> Map.of();
        };
    }

    /** The cluster's settings, overridden and extended by {@code further}. */
    public Map<String, Object> with(Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(further);
        return settings;
    }

    /** The bootstrap servers only: no credentials. */
    @Override
    public String toString() {
        return bootstrapServers();
    }
}
