package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts a {@link RenderLoop} together. */
public final class RenderStage {
    private static final String GROUP = "marotte-render";
    /** Room for a few uncompressed pictures on their way. */
    private static final long SEND_BUFFER = 3L * Topics.MAX_RECORD_BYTES;

    private final Map<String, Object> client;
    private final RenderConfig config;
    private final RenderTables tables;
    private final Artist artist;
    private final InstantSource clock;

    /**
     * @param client settings that every Kafka client here has, {@code bootstrap.servers} for one
     * @param tables stay the caller's, and must be open for as long as the loop runs
     * @param artist stays the caller's too; one loop at a time
     */
    public RenderStage(
            Map<String, Object> client, RenderConfig config, RenderTables tables, Artist artist, InstantSource clock) {
        this.client = Map.copyOf(client);
        this.config = config;
        this.tables = tables;
        this.artist = artist;
        this.clock = clock;
    }

    /** A loop that is ready to run. With the same instance's name as one that died it goes on where that one was, at once. */
    public RenderLoop loop() {
        Consumer<String, Decoded<LandmarksMessage>> consumer = consumer();
        return new RenderLoop(consumer, delivery(consumer), renderer());
    }

    private Renderer renderer() {
        IdentityCache identities =
                new IdentityCache(tables, artist.pixels(), artist.generator().id(), config.cacheBytes());
        return new Renderer(
                new Planner(identities, tables, punctuality(), new Patience(patience(), clock)),
                artist.generator(),
                artist.pixels(),
                clock);
    }

    private Punctuality punctuality() {
        return switch (config.profile()) {
            case LIVE -> new Punctuality.After(config.lateAfter(), clock);
            case LOSSLESS -> new Punctuality.Never();
        };
    }

    /** A live session had better lose a frame than hold up all the others; a lossless one waits for as long as a broker can be away. */
    private Duration patience() {
        return switch (config.profile()) {
            case LIVE -> config.lateAfter();
            case LOSSLESS -> Duration.ofSeconds(30);
        };
    }

    private Delivery delivery(Consumer<?, ?> consumer) {
        return switch (config.profile()) {
            case LIVE -> new AtLeastOnce(consumer, producer(Map.of()));
            case LOSSLESS ->
                new ExactlyOnce(
                        consumer,
                        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + config.instance())));
        };
    }

    private Consumer<String, Decoded<LandmarksMessage>> consumer() {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        // A static member that comes back is given its partitions without waiting for its former self to time out.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, config.instance());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.maxBatch());
        return new KafkaConsumer<>(settings, Topics.LANDMARKS.keys().deserializer(), Topics.LANDMARKS.deserializer());
    }

    private Producer<byte[], byte[]> producer(Map<String, Object> further) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, SEND_BUFFER);
        settings.putAll(further);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
