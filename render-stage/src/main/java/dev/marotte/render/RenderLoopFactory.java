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
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Puts {@link RenderLoop}s together. */
final class RenderLoopFactory {
    /** Room for a few uncompressed pictures in flight. */
    private static final long SEND_BUFFER = 3L * Topics.MAX_RECORD_BYTES;

    /**
     * Time limit of a transaction, in which nothing is rendered. A transaction that a killed process left open holds up all readers of its partitions for
     * this long.
     */
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

    /** Creates the cache that all loops of the device share. */
    IdentityCache identities(RenderTables tables, PasteBack pixels, Drawers drawers) {
        return new IdentityCache(tables, pixels, drawers, config.cacheBytes(), meters.cache());
    }

    /**
     * Creates a loop that is ready to run. With the same instance name as a loop that died, it continues at once where that one stopped.
     *
     * @param tables stay owned by the caller, and must be open for as long as the loop runs
     * @param identities of the device
     * @param generators stay owned by the caller too, but are used by this loop alone; the preferred one first
     */
    RenderLoop loop(
            LoopSeat seat,
            RenderTables tables,
            IdentityCache identities,
            List<Generator> generators,
            PasteBack pixels) {
        Planner planner = new Planner(
                new LoopIdentities(identities, generators), tables, new TableWait(config.tableWait(), clock), clock);
        Consumer<String, Decoded<LandmarksMessage>> consumer = consumer(seat, generators);
        return new RenderLoop(
                new LandmarksInput(seat.profile(), consumer, sessions(seat.profile())),
                new Renderer(planner, pixels, clock),
                delivery(seat, consumer),
                meters.loop(),
                clock);
    }

    private Delivery delivery(LoopSeat seat, Consumer<?, ?> consumer) {
        return switch (seat.profile()) {
            case LIVE -> new AtLeastOnce(consumer, producer(seat.profile(), Map.of()));
            case LOSSLESS ->
                new ExactlyOnce(
                        consumer,
                        () -> producer(
                                seat.profile(),
                                Map.of(
                                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                        StageName.RENDER.group(seat.profile()) + "-"
                                                + seat.membership(membership).instance(),
                                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                                        Math.toIntExact(TRANSACTION.toMillis()))));
        };
    }

    /** Limits a poll to what is drawn before any of it is sent. */
    private Consumer<String, Decoded<LandmarksMessage>> consumer(LoopSeat seat, List<Generator> generators) {
        int most = generators.stream()
                .mapToInt(generator -> generator.framesTogether(config.batchFrames()))
                .min()
                .orElseThrow();
        Map<String, Object> settings = seat.membership(membership).settings(StageName.RENDER.group(seat.profile()));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, most);
        settings.putAll(Cluster.readingOf(seat.profile()));
        return cluster.forProfile(seat.profile())
                .consumer(settings, Topics.LANDMARKS.keys().deserializer(), new ProfileDeserializer(seat.profile()));
    }

    private OpenSessions sessions(Profile profile) {
        return new OpenSessions(
                cluster.forProfile(profile)
                        .consumer(Map.of(), Topics.SESSIONS.keys().deserializer(), Topics.SESSIONS.deserializer()),
                profile);
    }

    private Producer<byte[], byte[]> producer(Profile profile, Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(further);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SEND_BUFFER);
        return cluster.forProfile(profile).producer(settings);
    }
}
