package dev.marotte.render;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Puts {@link RenderLoop}s together. */
final class RenderLoopFactory {
    /** Room for a few uncompressed pictures on their way. */
    private static final long SEND_BUFFER = 3L * Topics.MAX_RECORD_BYTES;

    /** Limit of a transaction, in which nothing is rendered. One that a killed process left open holds up all readers of its partitions for as long. */
    private static final Duration TRANSACTION = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final RenderConfig config;
    private final GroupMembership membership;
    private final InstantSource clock;
    private final RenderMeters meters;

    RenderLoopFactory(
            Cluster cluster,
            RenderConfig config,
            GroupMembership membership,
            InstantSource clock,
            RenderMeters meters) {
        this.cluster = cluster;
        this.config = config;
        this.membership = membership;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * A loop that is ready to run. With the same instance's name as one that died it goes on where that one was, at once.
     *
     * @param tables stay the caller's, and must be open for as long as the loop runs
     * @param generator stays the caller's too, and is this loop's alone, as are the pixels
     */
    RenderLoop loop(Profile profile, RenderTables tables, Generator generator, PasteBack pixels) {
        LoopMeters counted = meters.loop();
        IdentityCache identities = new IdentityCache(tables, pixels, generator.id(), config.cacheBytes(), counted);
        Planner planner = new Planner(identities, tables, new TableWait(config.tableWait(), clock), clock);
        Consumer<String, Decoded<LandmarksMessage>> consumer = consumer(profile);
        return new RenderLoop(
                new LandmarksInput(profile, consumer, sessions(profile)),
                new Renderer(planner, generator, pixels, clock),
                delivery(profile, consumer),
                counted,
                clock);
    }

    private Delivery delivery(Profile profile, Consumer<?, ?> consumer) {
        return switch (profile) {
            case LIVE -> new AtLeastOnce(consumer, producer(Map.of()));
            case LOSSLESS ->
                new ExactlyOnce(
                        consumer,
                        producer(Map.of(
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                StageName.RENDER.group(profile) + "-" + membership.instance(),
                                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                Math.toIntExact(TRANSACTION.toMillis()))));
        };
    }

    private Consumer<String, Decoded<LandmarksMessage>> consumer(Profile profile) {
        Map<String, Object> settings = membership.settings(StageName.RENDER.group(profile));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batchFrames());
        return cluster.consumer(settings, Topics.LANDMARKS.keys().deserializer(), Topics.LANDMARKS.deserializer());
    }

    private OpenSessions sessions(Profile profile) {
        return new OpenSessions(
                cluster.consumer(Map.of(), Topics.SESSIONS.keys().deserializer(), Topics.SESSIONS.deserializer()),
                profile);
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SEND_BUFFER);
        return cluster.producer(settings);
    }
}
