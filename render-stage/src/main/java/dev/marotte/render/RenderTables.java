package dev.marotte.render;

import dev.marotte.identity.IdentityPayload;
import dev.marotte.identity.IdentityRecords;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.IdentityChunks;
import dev.marotte.schemas.IdentityChunks.Payload;
import dev.marotte.schemas.IdentityMessage;
import dev.marotte.schemas.IdentityMessage.Chunk;
import dev.marotte.schemas.IdentityMessage.Manifest;
import dev.marotte.schemas.IdentityMessage.Revoked;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The compacted topics that rendering looks things up in, as Kafka Streams global tables on local disk: every instance has all of them, read from the
 * broker once and not at each start. Safe for use by several threads.
 *
 * <p>Values are stored as they are in the topic and decoded on lookup, so that an unreadable one is a missing identity and not the end of the process.
 */
final class RenderTables implements Identities, Neutrals, AutoCloseable {
    /** After this long {@link #close} returns and leaves the rest to the end of the process; the tables are read again at the next start. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaStreams streams;

    private RenderTables(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Tables that know nothing yet.
     *
     * @param folder that belongs to this instance alone
     * @param onFailure is called, on a thread of the tables, if they can no longer follow their topics
     */
    static RenderTables of(Cluster cluster, Path folder, Consumer<Throwable> onFailure) {
        StreamsBuilder builder = new StreamsBuilder();
        table(builder, Topics.IDENTITIES);
        table(builder, Topics.NEUTRALS);
        KafkaStreams streams = new KafkaStreams(builder.build(), new StreamsConfig(settings(cluster, folder)));
        streams.setUncaughtExceptionHandler(cause -> {
            onFailure.accept(cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        return new RenderTables(streams);
    }

    /** Starts to follow the topics, which must exist; returns when the tables have caught up with them. */
    RenderTables start() {
        streams.start();
        return this;
    }

    private static void table(StreamsBuilder builder, Topic<?> topic) {
        builder.globalTable(
                topic.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()),
                Materialized.<String, byte[], KeyValueStore<org.apache.kafka.common.utils.Bytes, byte[]>>as(
                                topic.name())
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray()));
    }

    @SuppressWarnings("deprecation") // the switch goes when it is always on
    private static Map<String, Object> settings(Cluster cluster, Path folder) {
        Map<String, Object> settings = cluster.with(Map.of());
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "marotte-render-tables");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
        settings.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        return settings;
    }

    @Override
    public Standing standing(IdentityRef ref) {
        Optional<IdentityMessage> newest = identity(ref.name());
        if (newest.filter(Revoked.class::isInstance).isPresent()) {
            return Standing.REVOKED;
        }
        return newest.isPresent() && identity(IdentityRecords.manifestKey(ref)).isPresent()
                ? Standing.ENROLLED
                : Standing.UNKNOWN;
    }

    @Override
    public Lookup find(IdentityRef ref) {
        return identity(IdentityRecords.manifestKey(ref)).orElse(null) instanceof Manifest manifest
                ? payload(manifest)
                : new Lookup.Missing("no such version");
    }

    private Lookup payload(Manifest manifest) {
        List<Chunk> chunks = IntStream.range(0, manifest.chunks())
                .mapToObj(number -> identity(IdentityChunks.chunkKey(manifest.ref(), number)))
                .flatMap(Optional::stream)
                .filter(Chunk.class::isInstance)
                .map(Chunk.class::cast)
                .toList();
        return switch (IdentityChunks.join(manifest, chunks)) {
            case Payload.Damaged(String reason) -> new Lookup.Missing(reason);
            case Payload.Whole(var bytes) -> read(bytes);
        };
    }

    private static Lookup read(Bytes payload) {
        try {
            return new Lookup.Found(IdentityPayload.read(payload));
        } catch (IllegalArgumentException e) {
            return new Lookup.Missing(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<Neutral> find(SessionId session, long index) {
        return value(Topics.NEUTRALS, Topics.neutralKey(session, index));
    }

    private Optional<IdentityMessage> identity(String key) {
        return value(Topics.IDENTITIES, key);
    }

    private <V> Optional<V> value(Topic<V> topic, String key) {
        return Optional.ofNullable(table(topic).get(key)).flatMap(bytes -> readable(topic.decode(bytes)));
    }

    private ReadOnlyKeyValueStore<String, byte[]> table(Topic<?> topic) {
        return streams.store(StoreQueryParameters.fromNameAndType(
                topic.name(), QueryableStoreTypes.<String, byte[]>keyValueStore()));
    }

    private static <V> Optional<V> readable(Decoded<V> decoded) {
        return switch (decoded) {
            case Decoded.Readable<V>(V message) -> Optional.of(message);
            case Decoded.Unreadable<V> _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        streams.close(CLOSING);
    }
}
