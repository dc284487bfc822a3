package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LandmarkStageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FRAMES = 60;
    private static final int PARTITIONS = 3;

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(PARTITIONS);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aSessionGoesOnInAnotherProcessWhereItWasLeft() throws Exception {
        SessionId session = new SessionId("moved");
        open(session, Profile.LOSSLESS);
        sendFrames(session, 0, FRAMES / 2);
        try (StageSupervisor _ = stage("first", Profile.LOSSLESS)) {
            await(session, landmarks -> landmarks.size() >= FRAMES / 4);
        }
        sendFrames(session, FRAMES / 2, FRAMES);
        send(Topics.FRAMES, Rig.end(session, FRAMES));
        List<LandmarksMessage> landmarks;
        try (StageSupervisor _ = stage("second", Profile.LOSSLESS)) {
            landmarks = await(session, LandmarkStageIT::ended);
        }

        assertEveryIndexOnce(landmarks);
        assertThat(HeldLandmarks.tracked(landmarks)).hasSize(FRAMES);
        assertThat(HeldLandmarks.tracked(landmarks))
                .extracting(Tracked::neutralIndex)
                .containsOnly(HeldLandmarks.tracked(landmarks).getFirst().neutralIndex());
    }

    @Test
    void aLiveSessionComesThroughAtLeastOnce() throws Exception {
        SessionId session = new SessionId("live");
        open(session, Profile.LIVE);
        sendFrames(session, 0, FRAMES);
        send(Topics.FRAMES, Rig.end(session, FRAMES));
        List<LandmarksMessage> landmarks;
        try (StageSupervisor _ = stage("live", Profile.LIVE)) {
            await(session, first -> !first.isEmpty());
            // The largest of the last minute: asked for before the minute of the first look is over.
            assertThat(meters.get("marotte.lag").gauge().value()).isPositive();
            landmarks = await(session, LandmarkStageIT::ended);
        }

        // A thread that the group has missed for too long begins again where it committed last.
        assertThat(landmarks.stream().map(message -> message.stamp().index()).distinct())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, FRAMES).boxed().toList());
    }

    @Test
    void twoProcessesOnOneMachineShareTheSessions() throws Exception {
        List<SessionId> sessions = List.of(new SessionId("one"), new SessionId("two"), new SessionId("three"));
        for (SessionId session : sessions) {
            open(session, Profile.LOSSLESS);
            sendFrames(session, 0, FRAMES);
            send(Topics.FRAMES, Rig.end(session, FRAMES));
        }
        try (StageSupervisor _ = stage("left", Profile.LOSSLESS);
                StageSupervisor _ = stage("right", Profile.LOSSLESS)) {
            for (SessionId session : sessions) {
                assertEveryIndexOnce(await(session, LandmarkStageIT::ended));
            }
        }
    }

    @Test
    void aSessionThatWasOvertakenIsFoundInItsTopic() throws Exception {
        SessionId deleted = new SessionId("deleted");
        SessionId session = new SessionId("overtaken");
        open(deleted, Profile.LIVE);
        open(session, Profile.LIVE);
        try (Producer<byte[], byte[]> producer = CLUSTER.producer(Map.of())) {
            producer.send(Topics.SESSIONS.tombstone(deleted.value())).get();
        }

        assertThat(lookUp(session)).map(Session::id).contains(session);
        assertThat(lookUp(deleted)).isEmpty();
        assertThat(lookUp(new SessionId("never-opened"))).isEmpty();
    }

    private static Optional<Session> lookUp(SessionId session) {
        int partition = SessionPartitioner.partitionOf(session, PARTITIONS);
        return new SessionTopicLookup(CLUSTER, partition, InstantSource.system()).find(session);
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

    private StageSupervisor stage(String state, Profile profile) {
        Settings settings =
                Settings.of(Map.of("landmark.profiles", profile.name().toLowerCase(Locale.ROOT)));
        StageSupervisor supervisor = new StageSupervisor(PATIENCE);
        supervisor.start(new LandmarkStage(
                CLUSTER,
                LandmarkConfig.of(settings, folder.resolve(state)),
                new GroupMembership(state, Duration.ofSeconds(6)),
                InstantSource.system(),
                meters));
        return supervisor;
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
        try (Producer<byte[], byte[]> producer = CLUSTER.producer(Map.of())) {
            for (V message : messages) {
                producer.send(topic.record(message)).get();
            }
        }
    }

    /** What is committed of a session's landmarks, as soon as it is {@code enough}. */
    private static List<LandmarksMessage> await(SessionId session, Predicate<List<LandmarksMessage>> enough) {
        List<LandmarksMessage> landmarks = new ArrayList<>();
        Instant deadline = Instant.now().plus(PATIENCE);
        try (Consumer<byte[], byte[]> consumer = CLUSTER.consumer(Map.of())) {
            consumer.assign(consumer.partitionsFor(Topics.LANDMARKS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (!enough.test(landmarks)) {
                assertThat(Instant.now()).as("landmarks in time").isBefore(deadline);
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    LandmarksMessage message =
                            ((Decoded.Readable<LandmarksMessage>) Topics.LANDMARKS.decode(record.value())).message();
                    if (message.stamp().session().equals(session)) {
                        assertThat(record.partition()).isEqualTo(SessionPartitioner.partitionOf(session, PARTITIONS));
                        landmarks.add(message);
                    }
                }
            }
        }
        return landmarks;
    }
}
