package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class ResumeIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final FileSource CLIP = new FileSource("clip.mp4");

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());
    private static final LiveProducer PRODUCER = LiveProducer.of(CLUSTER);

    @AfterAll
    static void close() {
        PRODUCER.close();
    }

    @Test
    void theIndexOfALiveSessionNeverRunsBackwards() throws Exception {
        Session session = TestSessions.open("live", Profile.LIVE, CLIP);
        ingest(session, new SilentClip(8, false));
        deleteFrames(session);
        send(Recorded.landmarks(session, 9).subList(0, 6));
        long begun = end(session);
        ingest(session, new SilentClip(20, true));

        assertThat(frames(session))
                .extracting(message -> message.stamp().index())
                .containsExactlyElementsOf(LongStream.rangeClosed(6, 20).boxed().toList());
        assertThat(frames(session)).last().isInstanceOf(EndOfFrames.class);
        assertThat(frames(session)).extracting(FrameMessage::epoch).containsOnly(begun);
    }

    private static void ingest(Session session, SilentClip clip) throws IOException, InterruptedException {
        try (Outlet outlet = PromptOutlet.connect(session, PRODUCER, CLUSTER, CLOCK)) {
            new IngestLoop(session, clip, outlet, Headroom.UNLIMITED, CLOCK).run();
        } catch (SilentClip.Killed expected) {
            assertThat(frames(session)).noneMatch(EndOfFrames.class::isInstance);
        }
    }

    @Test
    void theRunAfterAKillKnowsWhatWasSentAlsoWhenTheFramesAreDeleted() throws Exception {
        Session session = TestSessions.open("camera", Profile.LIVE, CLIP);
        assertThat(PositionSearch.of(session, CLUSTER, CLOCK).frames()).isZero();
        try (Outlet outlet = PromptOutlet.connect(session, PRODUCER, CLUSTER, CLOCK)) {
            sendFrames(outlet, session, 0, 10);
            assertThat(outlet.resume()).isEqualTo(new Position(10, 0, new Pts(360_000), 4, false));

            send(Recorded.landmarks(session, 9).subList(0, 8));
            deleteFrames(session);
            assertThat(outlet.resume()).isEqualTo(new Position(8, 0, new Pts(280_000), end(session), false));

            sendFrames(outlet, session, 8, 10);
            deleteFrames(session);
            Recorded.sound(session, 9).forEach(outlet::send);
            outlet.send(new EndOfLandmarks(new FrameStamp(session.id(), 9, new Pts(360_000)), Profile.LOSSLESS));
            outlet.settle();
            assertThat(outlet.resume()).isEqualTo(new Position(9, 20, new Pts(360_000), end(session), true));
        }
    }

    @Test
    void whatStandsBehindAnOpenTransactionIsWaitedFor() throws Exception {
        Session session = TestSessions.open("demo");
        try (Producer<byte[], byte[]> other =
                        CLUSTER.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "other"));
                Outlet outlet = TransactionalOutlet.connect(session, CLUSTER, CLOCK)) {
            outlet.resume();
            other.initTransactions();
            other.beginTransaction();
            other.send(Topics.FRAMES.record(frame(session, 99)));
            other.flush();
            outlet.send(new EndOfAudio(session.id(), 0));
            sendFrames(outlet, session, 0, 10);

            CompletableFuture<Position> position =
                    CompletableFuture.supplyAsync(() -> PositionSearch.of(session, CLUSTER, CLOCK));
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(30)).until(() -> !position.isDone());
            other.abortTransaction();

            assertThat(position.get().frames()).isEqualTo(10);
        }
    }

    /** A process that is killed leaves transactions of its lossless sessions open, which would hold up the live ones that others take over. */
    @Test
    void aLiveSessionDoesNotWaitForTheTransactionOfAnother() throws Exception {
        Session session = TestSessions.open("camera-beside", Profile.LIVE, CLIP);
        try (Producer<byte[], byte[]> other =
                        CLUSTER.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "left-open"));
                Outlet outlet = PromptOutlet.connect(session, PRODUCER, CLUSTER, CLOCK)) {
            other.initTransactions();
            other.beginTransaction();
            ProducerRecord<byte[], byte[]> left = Topics.FRAMES.record(frame(TestSessions.open("film-beside"), 99));
            int partition = SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS);
            other.send(new ProducerRecord<>(left.topic(), partition, left.key(), left.value()));
            other.flush();
            sendFrames(outlet, session, 0, 10);

            CompletableFuture<Position> position =
                    CompletableFuture.supplyAsync(() -> PositionSearch.of(session, CLUSTER, CLOCK));

            // Less than the minute after which the broker would end the other transaction.
            assertThat(position).succeedsWithin(Duration.ofSeconds(40));
            assertThat(position.get().frames()).isEqualTo(10);
            other.abortTransaction();
        }
    }

    @Test
    void aRunThatWasShutOutIsToldSoAndNothingOfItIsSeen() {
        Session session = TestSessions.open("zombie");
        try (Outlet zombie = TransactionalOutlet.connect(session, CLUSTER, CLOCK);
                Outlet next = TransactionalOutlet.connect(session, CLUSTER, CLOCK)) {
            zombie.resume();
            zombie.send(new EndOfAudio(session.id(), 0));
            zombie.send(frame(session, 0));
            assertThat(next.resume().frames()).isZero();

            assertThatThrownBy(() -> sendFrames(zombie, session, 1, 3))
                    .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
            sendFrames(next, session, 0, 2);
        }
        assertThat(frames(session)).hasSize(2);
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

    private static TopicPartition partition(Session session) {
        return new TopicPartition(
                Topics.FRAMES.name(), SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS));
    }

    private static long end(Session session) {
        try (var ends = new PartitionEnds(CLUSTER)) {
            return ends.next(partition(session));
        }
    }

    private static void deleteFrames(Session session) throws Exception {
        try (Admin admin = CLUSTER.admin()) {
            admin.deleteRecords(Map.of(partition(session), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    private static List<FrameMessage> frames(Session session) {
        return SessionLog.of(session, Topics.FRAMES, CLUSTER);
    }

    private static void send(List<LandmarksMessage> landmarks) {
        try (Producer<byte[], byte[]> producer = CLUSTER.producer(Map.of())) {
            landmarks.forEach(message -> producer.send(StampedRecord.of(message)));
        }
    }
}
