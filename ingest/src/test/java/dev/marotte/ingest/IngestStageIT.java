package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.ingest.ffmpeg.SampleClip;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class IngestStageIT {
    private static final int HEADROOM = 150;

    @TempDir
    private static Path folder;

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());
    private static StageSupervisor supervisor;
    private static SessionStore store;
    private static IngestStage stage;
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        store = SessionStore.open(CLUSTER, InstantSource.system());
        stage = new IngestStage(
                CLUSTER,
                new IngestConfig(HEADROOM, 85, Duration.ofMillis(300)),
                new GroupMembership("one", Duration.ofSeconds(6)),
                InstantSource.system(),
                METERS);
        supervisor = new StageSupervisor(Duration.ofSeconds(10));
        supervisor.start(stage);
    }

    @AfterAll
    static void stop() {
        supervisor.close();
        assertThat(stage.health()).isInstanceOf(Health.Draining.class);
        store.close();
    }

    /** Only the session of which frames are deleted is in partition 0. */
    private static Session open(String name, Profile profile, SessionSource source) {
        boolean first = name.equals("long");
        String id = IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> name + "-" + number)
                .filter(each ->
                        first == (SessionPartitioner.partitionOf(new SessionId(each), TestSessions.PARTITIONS) == 0))
                .findFirst()
                .orElseThrow();
        Session session = TestSessions.open(id, profile, source);
        store.open(session);
        return session;
    }

    private static FileSource clip(String name, int frames) throws IOException {
        return new FileSource(SampleClip.write(folder.resolve(name), frames).toString());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    private static List<FrameMessage> frames(Session session) {
        return SessionLog.of(session, Topics.FRAMES, CLUSTER);
    }

    private static List<AudioMessage> sounds(Session session) {
        return SessionLog.of(session, Topics.AUDIO, CLUSTER);
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(0, last).boxed().toList();
    }

    @Test
    void aClipIsSentAndItsProgressReported() throws IOException {
        Session session = open("clip", Profile.LOSSLESS, clip("clip.mkv", 20));

        eventually(() -> assertThat(frames(session)).last().isInstanceOf(EndOfFrames.class));
        assertThat(frames(session))
                .extracting(message -> message.stamp().index())
                .containsExactlyElementsOf(upTo(20));
        assertThat(sounds(session)).last().isInstanceOf(EndOfAudio.class);
        eventually(() -> {
            store.refresh();
            assertThat(store.reports(session.id())).last().satisfies(report -> {
                assertThat(report.frames()).isEqualTo(20);
                assertThat(report.expectedFrames()).isEqualTo(20);
                assertThat(report.remark()).isEmpty();
            });
        });
        assertThat(METERS.get("marotte.frames").tag("outcome", "sent").counter().count())
                .isGreaterThanOrEqualTo(20);
        assertThat(METERS.get("marotte.latency").timer().count()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void aClipThatBreaksOffIsSaidToDoSo() throws IOException {
        FileSource whole = clip("whole.mkv", 100);
        byte[] bytes = Files.readAllBytes(Path.of(whole.path()));
        Path half = Files.write(folder.resolve("half.mkv"), Arrays.copyOf(bytes, bytes.length / 2));

        Session session = open("half", Profile.LOSSLESS, new FileSource(half.toString()));

        eventually(() -> {
            store.refresh();
            assertThat(store.reports(session.id()))
                    .last()
                    .satisfies(report -> assertThat(report.remark()).contains("the clip breaks off"));
        });
        assertThat(METERS.get("marotte.sources.truncated").counter().count()).isPositive();
    }

    @Test
    void whatCannotBeReadHereIsRefused() {
        assertRefused(
                open("missing", Profile.LOSSLESS, new FileSource("/nowhere/clip.mp4")),
                "there is no such file where the ingest stage runs");
        assertRefused(
                open("stream", Profile.LOSSLESS, new SessionSource.StreamSource("rtsp://camera/1")),
                "open the session with --profile live");
        assertRefused(
                open(
                        "unknown",
                        Profile.LOSSLESS,
                        new SessionSource.RecordingSource(
                                TestSessions.open("never").id(), Pts.ZERO, SessionSource.RecordingSource.WHOLE)),
                "there is no recording of a session never");
    }

    private static void assertRefused(Session session, String words) {
        eventually(() -> {
            store.refresh();
            assertThat(store.require(session.id()).state()).isInstanceOfSatisfying(Ended.class, ended -> {
                assertThat(ended.reason()).isEqualTo(EndReason.REFUSED);
                assertThat(ended.sentence()).contains(words);
            });
        });
    }

    @Test
    void aLiveClipThatSomebodyEndsIsEndedDownstream() throws IOException {
        Session session = open("live", Profile.LIVE, clip("live.mkv", 2_000));
        eventually(() -> assertThat(frames(session)).hasSizeGreaterThan(10));

        store.end(session.id(), EndReason.STOPPED, "");

        eventually(() -> assertThat(frames(session)).last().isInstanceOf(EndOfFrames.class));
        assertThat(frames(session)).hasSizeLessThan(1_900);
        assertThat(frames(session).getLast().stamp().index())
                .isEqualTo(frames(session).size() - 1);
        eventually(() -> assertThat(sounds(session)).last().isInstanceOf(EndOfAudio.class));
    }

    @Test
    void aLosslessClipIsHeldUpUntilTheLandmarkStageHasComeNear() throws Exception {
        Session session = open("long", Profile.LOSSLESS, clip("long.mkv", 600));
        eventually(() -> assertThat(frames(session)).hasSizeGreaterThan(HEADROOM / 2));
        await().during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> frames(session).size() < HEADROOM + 50);

        eventually(() -> {
            commitAllFrames(session);
            store.refresh();
            assertThat(store.reports(session.id()))
                    .last()
                    .satisfies(report -> assertThat(report.expectedFrames()).isEqualTo(report.frames()));
        });
        eventually(() -> {
            commitAllFrames(session);
            assertThat(frames(session)).isEmpty();
        });
    }

    @Test
    void aRecordingIsReplayedWithTheNewSessionsIdentity() throws Exception {
        Session old = TestSessions.open("recorded")
                .end(new Ended(EndReason.COMPLETED, "", InstantSource.system().instant()));
        store.open(old);
        try (Producer<byte[], byte[]> producer = CLUSTER.producer(Map.of())) {
            Recorded.landmarks(old, 40).forEach(message -> producer.send(StampedRecord.of(message)));
            Recorded.sound(old, 40).forEach(message -> producer.send(Topics.AUDIO.record(message)));
            producer.send(Topics.NEUTRALS.record(Recorded.neutral(old)));
        }

        Session again = open(
                "again",
                Profile.LOSSLESS,
                new SessionSource.RecordingSource(old.id(), new Pts(400_000), new Pts(1_200_000)));

        eventually(() -> assertThat(SessionLog.of(again, Topics.LANDMARKS, CLUSTER))
                .hasSize(21)
                .last()
                .isInstanceOf(EndOfLandmarks.class));
        assertThat(sounds(again)).hasSize(42).last().isInstanceOf(EndOfAudio.class);
        eventually(() -> {
            store.refresh();
            assertThat(store.reports(again.id())).last().satisfies(report -> {
                assertThat(report.frames()).isEqualTo(20);
                assertThat(report.expectedFrames()).isEqualTo(20);
            });
        });
    }

    /** As the landmark stage would that has looked at what there is. */
    private static void commitAllFrames(Session session) throws Exception {
        int partition = SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS);
        var frames = new TopicPartition(Topics.FRAMES.name(), partition);
        try (Admin admin = CLUSTER.admin();
                var ends = new PartitionEnds(CLUSTER)) {
            var all = new OffsetAndMetadata(ends.next(frames));
            admin.alterConsumerGroupOffsets(StageName.LANDMARK.group(Profile.LOSSLESS), Map.of(frames, all))
                    .all()
                    .get();
        }
    }
}
