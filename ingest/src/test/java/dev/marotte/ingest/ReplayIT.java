package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ReplayIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int FRAMES = 100;

    private KafkaBackend broker;
    private Cluster cluster;

    @BeforeEach
    void start() {
        broker = KafkaBackend.start();
        cluster = Cluster.at(broker.bootstrapServers());
        TestSessions.createTopics(cluster);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aReplayThatIsKilledGoesOnWhereItStoodAndEqualsItsRecording() throws InterruptedException {
        Session old = TestSessions.open("recorded");
        RecordingSource whole = new RecordingSource(old.id(), Pts.ZERO, RecordingSource.WHOLE);
        Session again = elsewhere(old, whole);
        record(old);
        record(TestSessions.open("other"));

        assertThatThrownBy(() -> replay(again, whole, 60)).isInstanceOf(Killed.class);
        assertThat(SessionLog.of(again, Topics.LANDMARKS, cluster)).hasSize(48);
        replay(again, whole, Long.MAX_VALUE);
        replay(again, whole, Long.MAX_VALUE);

        assertThat(SessionLog.of(again, Topics.LANDMARKS, cluster))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("timing")
                .isEqualTo(Recorded.landmarks(again, FRAMES));
        assertThat(SessionLog.of(again, Topics.AUDIO, cluster)).isEqualTo(Recorded.sound(again, FRAMES));
        assertThat(SessionLog.of(again, Topics.NEUTRALS, cluster)).containsExactly(Recorded.neutral(again));
    }

    @Test
    void whatIsNoRecordingIsRefused() {
        Session old = TestSessions.open("recorded");
        RecordingSource whole = new RecordingSource(old.id(), Pts.ZERO, RecordingSource.WHOLE);
        assertThatThrownBy(() -> RecordedSession.open(whole, cluster, CLOCK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no recording of a session recorded");
        try (var store = SessionStore.open(cluster, CLOCK)) {
            store.open(old);
            assertThatThrownBy(() -> RecordedSession.open(whole, cluster, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no motion was recorded of session recorded");
            send(Recorded.landmarks(old, FRAMES).subList(0, 5), List.of(), List.of());
            assertThatThrownBy(() -> RecordedSession.open(whole, cluster, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("session recorded is still being recorded");
            store.end(old.id(), EndReason.STOPPED, "");
            store.delete(old.id());
            assertThatThrownBy(() -> RecordedSession.open(whole, cluster, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("there is no recording of a session recorded");
        }
    }

    @Test
    void theRunAfterAKillKnowsWhatWasSentAlsoWhenTheFramesAreDeleted() throws Exception {
        Session session = TestSessions.open("demo");
        assertThat(PositionSearch.of(session, cluster, CLOCK)).isEqualTo(Position.START);
        try (Outlet outlet = PromptOutlet.connect(session, cluster, CLOCK)) {
            sendFrames(outlet, session, 0, 10);
            assertThat(outlet.resume()).isEqualTo(new Position(10, 0, new Pts(360_000), 4, false));

            send(Recorded.landmarks(session, 9).subList(0, 8), List.of(), List.of());
            deleteFrames(session);
            assertThat(outlet.resume()).isEqualTo(new Position(8, 0, new Pts(280_000), 10, false));

            sendFrames(outlet, session, 8, 10);
            deleteFrames(session);
            Recorded.sound(session, 9).forEach(outlet::send);
            outlet.send(new EndOfLandmarks(new FrameStamp(session.id(), 9, new Pts(360_000)), Profile.LOSSLESS));
            outlet.settle();
            assertThat(outlet.resume()).isEqualTo(new Position(9, 20, new Pts(360_000), 12, true));
        }
    }

    @Test
    void whatStandsBehindAnOpenTransactionIsWaitedFor() throws Exception {
        Session session = TestSessions.open("demo");
        try (Producer<byte[], byte[]> other =
                        cluster.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "other"));
                Outlet outlet = TransactionalOutlet.connect(session, cluster, CLOCK)) {
            outlet.resume();
            other.initTransactions();
            other.beginTransaction();
            other.send(Topics.FRAMES.record(frame(session, 99)));
            other.flush();
            sendFrames(outlet, session, 0, 10);

            CompletableFuture<Position> position =
                    CompletableFuture.supplyAsync(() -> PositionSearch.of(session, cluster, CLOCK));
            other.abortTransaction();

            assertThat(position.get().frames()).isEqualTo(10);
        }
    }

    private static BrokenFrame frame(Session session, long index) {
        FrameStamp stamp = new FrameStamp(session.id(), index, new Pts(40_000 * index));
        return new BrokenFrame(stamp, FrameTiming.unhurried(Instant.EPOCH), 3);
    }

    private static void sendFrames(Outlet outlet, Session session, long from, long until) {
        for (long index = from; index < until; index++) {
            outlet.send(frame(session, index));
        }
        outlet.settle();
    }

    private void deleteFrames(Session session) throws Exception {
        int number = SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS);
        var frames = new TopicPartition(Topics.FRAMES.name(), number);
        try (Admin admin = cluster.admin()) {
            admin.deleteRecords(Map.of(frames, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    /** A replay whose partition is not the recording's. */
    private static Session elsewhere(Session old, RecordingSource source) {
        int partition = SessionPartitioner.partitionOf(old.id(), TestSessions.PARTITIONS);
        for (int number = 0; ; number++) {
            Session again = TestSessions.open("again-" + number, Profile.LOSSLESS, source);
            if (SessionPartitioner.partitionOf(again.id(), TestSessions.PARTITIONS) != partition) {
                return again;
            }
        }
    }

    private void record(Session session) {
        try (var store = SessionStore.open(cluster, CLOCK)) {
            store.open(session);
            send(
                    Recorded.landmarks(session, FRAMES),
                    Recorded.sound(session, FRAMES),
                    List.of(Recorded.neutral(session)));
            store.end(session.id(), EndReason.COMPLETED, "");
        }
    }

    private void send(List<LandmarksMessage> landmarks, List<AudioMessage> sounds, List<Neutral> neutrals) {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            landmarks.forEach(message -> producer.send(StampedRecord.of(message)));
            sounds.forEach(message -> producer.send(Topics.AUDIO.record(message)));
            neutrals.forEach(message -> producer.send(Topics.NEUTRALS.record(message)));
        }
    }

    private void replay(Session session, RecordingSource part, long killedAt) throws InterruptedException {
        try (Outlet outlet = TransactionalOutlet.connect(session, cluster, CLOCK);
                RecordedSession recorded = RecordedSession.open(part, cluster, CLOCK)) {
            Position position = outlet.resume();
            if (!position.ended()) {
                assertThat(recorded.expectedFrames()).isEqualTo(FRAMES);
                new RecordingReplay(session, recorded.recording(), outlet, Headroom.UNLIMITED, CLOCK)
                        .run(position, stamp -> {
                            if (stamp.index() == killedAt) {
                                throw new Killed();
                            }
                            return true;
                        });
            }
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
