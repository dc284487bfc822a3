package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarkStageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FRAMES = 60;

    @TempDir
    private static Path folder;

    private static KafkaBackend broker;
    private static FaceModels models;

    @BeforeAll
    static void start() {
        broker = KafkaBackend.start();
        models = FaceModels.load();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, 1, 1, Duration.ofSeconds(30), InstantSource.system()).create(Topics.ALL);
        }
    }

    @AfterAll
    static void stop() {
        models.close();
        broker.close();
    }

    @Test
    void aSessionGoesOnInAnotherProcessWhereItWasLeft() throws Exception {
        SessionId session = new SessionId("moved");
        open(session, Profile.LOSSLESS);
        sendFrames(session, 0, FRAMES / 2);
        try (LandmarkStage _ = stage("first", Profile.LOSSLESS)) {
            await(session, landmarks -> landmarks.size() >= FRAMES / 4);
        }
        sendFrames(session, FRAMES / 2, FRAMES);
        send(Topics.FRAMES, Rig.end(session, FRAMES));
        List<LandmarksMessage> landmarks;
        try (LandmarkStage _ = stage("second", Profile.LOSSLESS)) {
            landmarks = await(session, LandmarkStageIT::ended);
        }

        assertEveryIndexOnce(landmarks);
        assertThat(RecordsAwaitingNeutral.tracked(landmarks)).hasSize(FRAMES);
        assertThat(RecordsAwaitingNeutral.tracked(landmarks))
                .extracting(Tracked::neutralIndex)
                .containsOnly(RecordsAwaitingNeutral.tracked(landmarks).getFirst().neutralIndex());
    }

    @Test
    void aLiveSessionComesThroughAtLeastOnce() throws Exception {
        SessionId session = new SessionId("live");
        open(session, Profile.LIVE);
        sendFrames(session, 0, FRAMES);
        send(Topics.FRAMES, Rig.end(session, FRAMES));
        List<LandmarksMessage> landmarks;
        try (LandmarkStage _ = stage("live", Profile.LIVE)) {
            landmarks = await(session, LandmarkStageIT::ended);
        }

        assertEveryIndexOnce(landmarks);
    }

    private static void assertEveryIndexOnce(List<LandmarksMessage> landmarks) {
        assertThat(landmarks)
                .extracting(message -> message.stamp().index())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, FRAMES).boxed().toList());
    }

    private static boolean ended(List<LandmarksMessage> landmarks) {
        return !landmarks.isEmpty() && landmarks.getLast() instanceof EndOfLandmarks;
    }

    private static LandmarkStage stage(String state, Profile profile) {
        LandmarkStageConfig config = LandmarkStageConfig.of(broker.bootstrapServers(), folder.resolve(state), profile);
        return LandmarkStage.start(config, models, new TrackingListener() {
            @Override
            public void tracked(FrameStamp stamp) {}

            @Override
            public void failed(Throwable cause) {
                throw new AssertionError("the stage failed", cause);
            }
        });
    }

    private static void open(SessionId id, Profile profile) throws ExecutionException, InterruptedException {
        NeutralChoice neutral = new NeutralChoice.BestNeutral(Duration.ofMillis(400));
        send(Topics.SESSIONS, Rig.session(id, profile, neutral));
    }

    private static void sendFrames(SessionId session, int from, int to)
            throws ExecutionException, InterruptedException {
        FrameMessage[] frames = LongStream.range(from, to)
                .mapToObj(index -> Rig.frame(session, index))
                .toArray(FrameMessage[]::new);
        send(Topics.FRAMES, frames);
    }

    @SafeVarargs
    private static <V> void send(Topic<V> topic, V... messages) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (V message : messages) {
                producer.send(topic.record(message)).get();
            }
        }
    }

    /** What is committed of a session's landmarks, as soon as it is {@code enough}. */
    private static List<LandmarksMessage> await(SessionId session, Predicate<List<LandmarksMessage>> enough) {
        List<LandmarksMessage> landmarks = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topics.LANDMARKS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (!enough.test(landmarks)) {
                assertThat(Instant.now()).as("landmarks in time").isBefore(deadline);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    LandmarksMessage message =
                            ((Decoded.Readable<LandmarksMessage>) Topics.LANDMARKS.decode(record.value())).message();
                    if (message.stamp().session().equals(session)) {
                        landmarks.add(message);
                    }
                }
            }
        }
        return landmarks;
    }
}
