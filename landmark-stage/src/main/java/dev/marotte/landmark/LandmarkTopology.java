package dev.marotte.landmark;

import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Frames ⋈ sessions → track → landmarks, neutrals, reports, dead letters, and the end of sessions that cannot be followed. Sources and sinks are
 * named after their topics.
 */
final class LandmarkTopology {
    static final String SESSIONS = "sessions";
    static final String PROGRESS = "progress";
    static final String HELD = "held";
    private static final String KEEP = "keep-sessions";
    private static final String TRACK = "track";

    /** Settings of changelogs. A whole changelog is read when a task starts, and Kafka compacts only closed segments, so segments are small. */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG,
            Integer.toString(16 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1");

    private LandmarkTopology() {}

    static Topology of(Profile profile, TrackingTools tools) {
        Topology topology = new Topology();
        from(Topics.SESSIONS, topology);
        from(Topics.FRAMES, topology);
        topology.addProcessor(KEEP, () -> new SessionKeeper(profile), Topics.SESSIONS.name());
        topology.addProcessor(TRACK, () -> new DriverTracking(profile, tools), Topics.FRAMES.name());
        topology.addStateStore(sessions(), KEEP, TRACK);
        topology.addStateStore(progress(), KEEP, TRACK);
        topology.addStateStore(held(), KEEP, TRACK);
        to(Topics.LANDMARKS, topology, TRACK);
        to(Topics.NEUTRALS, topology, TRACK);
        to(Topics.REPORTS, topology, TRACK);
        to(Topics.SESSIONS, topology, TRACK);
        to(Topics.DEAD_LETTERS, topology, KEEP, TRACK);
        return topology;
    }

    private static <V> void from(Topic<V> topic, Topology topology) {
        topology.addSource(
                topic.name(), topic.keys().deserializer(), topic.decoded().deserializer(), topic.name());
    }

    private static <V> void to(Topic<V> topic, Topology topology, String... parents) {
        topology.addSink(Publisher.sink(topic), topic.name(), topic.keys().serializer(), topic.serializer(), parents);
    }

    /**
     * The store of sessions, on disk although it is small: Kafka Streams keeps the id that its transactions are named after only if a store is on disk.
     * With a new id after a crash, the open transaction of the dead process would block everything until it times out.
     */
    private static StoreBuilder<KeyValueStore<String, KnownSession>> sessions() {
        return store(Stores.persistentKeyValueStore(SESSIONS), KnownSessionSerde.serde());
    }

    private static StoreBuilder<KeyValueStore<String, Running>> progress() {
        return store(Stores.inMemoryKeyValueStore(PROGRESS), SessionProgressSerde.serde());
    }

    private static StoreBuilder<KeyValueStore<String, LandmarksMessage>> held() {
        return store(Stores.inMemoryKeyValueStore(HELD), Topics.LANDMARKS.messages());
    }

    /** A cached store: values that change with every frame go to the changelog once for each commit. */
    private static <V> StoreBuilder<KeyValueStore<String, V>> store(KeyValueBytesStoreSupplier kind, Serde<V> values) {
        return Stores.keyValueStoreBuilder(kind, Serdes.String(), values)
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }
}
