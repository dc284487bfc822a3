package dev.marotte.render;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Postmark;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics around the render stage, on a broker of their own: what a test writes into them and reads out of them. */
final class RenderTopics implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KafkaBackend kafka = KafkaBackend.start();
    private final Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
    private int reads;

    private RenderTopics() {}

    static RenderTopics onABroker() {
        var topics = new RenderTopics();
        try (Admin admin = Admin.create(topics.client)) {
            new TopicSetup(admin, 2, 1, LIMIT, CLOCK).create(Topics.ALL);
        }
        return topics;
    }

    Map<String, Object> client() {
        return client;
    }

    IdentityRef enrol(String name) {
        try (IdentityRegistry registry = IdentityRegistry.open(client, CLOCK)) {
            return registry.enrol(
                    name, "agreed to be tested", TestIdentities.identity(TestIdentities.GENERATOR, 2_000_000));
        }
    }

    void sendSession(String session, IdentityRef identity, int frames) throws Exception {
        sendSession(session, identity, frames, Set.of());
    }

    /** @param damaged indices of records that nobody can read */
    void sendSession(String session, IdentityRef identity, int frames, Set<Long> damaged) throws Exception {
        SessionId id = new SessionId(session);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(Topics.NEUTRALS.record(new Neutral(id, 0, Meshes.filling(50, 50, 40, 40), 100, 100)));
        for (int index = 0; index < frames; index++) {
            records.add(record(tracked(stamp(id, index), identity), damaged));
        }
        records.add(record(new EndOfLandmarks(stamp(id, frames)), damaged));
        send(records);
    }

    private static ProducerRecord<byte[], byte[]> record(LandmarksMessage message, Set<Long> damaged) {
        ProducerRecord<byte[], byte[]> whole = Topics.LANDMARKS.record(message);
        byte[] value = damaged.contains(message.stamp().index()) ? new byte[] {1, 2, 3} : whole.value();
        return new ProducerRecord<>(
                whole.topic(), null, whole.key(), value, Postmark.of(message).headers());
    }

    private static FrameStamp stamp(SessionId session, long index) {
        return new FrameStamp(session, index, new Pts(index * 40_000));
    }

    private static LandmarksMessage tracked(FrameStamp stamp, IdentityRef identity) {
        return new Tracked(
                stamp,
                0,
                identity,
                RenderSettings.DEFAULT,
                0,
                Meshes.filling(50, 50, 40, 40),
                new HeadPose(0, 0, 0),
                1,
                100,
                100);
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    /** All committed records, at least so many. */
    List<byte[]> read(String topic, int count) {
        List<byte[]> values = new ArrayList<>();
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(Map.of(
                "group.id", "reader-" + reads++, "auto.offset.reset", "earliest", "isolation.level", "read_committed"));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            var end = CLOCK.instant().plus(LIMIT);
            while (values.size() < count && CLOCK.instant().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            // One more look: a record too many would stand behind.
            consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
        }
        return values;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
