package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class PicturePruningIT {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int FRAMES = 5;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    /** The broker looks for a time in one segment alone, and there finds deleted records only. */
    @Test
    void picturesOfAnOpenSessionStayWhateverWasDeletedBeforeThem() throws Exception {
        Session demo = TestSessions.open("demo");
        int partition = SessionPartitioner.partitionOf(demo.id(), TestSessions.PARTITIONS);
        TopicPartition rendered = new TopicPartition(Topics.RENDERED.name(), partition);
        try (var writer = new RecordWriter(cluster);
                Admin admin = cluster.admin()) {
            var pruning = new PicturePruning(admin, InstantSource.system());
            useSmallSegments(admin);
            Session earlier = neighbourOf(partition);
            write(earlier.id(), SEGMENT_BYTES / 2, writer);
            pruning.prune(partition, () -> List.of(ended(earlier)));
            assertThat(firstOffset(rendered, admin)).isEqualTo(FRAMES);

            write(demo.id(), 100, writer);
            pruning.prune(partition, () -> List.of(ended(earlier), demo));

            assertThat(firstOffset(rendered, admin)).isEqualTo(FRAMES);
        }
    }

    @Test
    void oldPicturesOfAnOpenLiveSessionGoAndThoseOfALosslessNeighbourStay() throws Exception {
        Instant now = Instant.now();
        Session live = since(now.minus(Duration.ofHours(1)), Profile.LIVE, TestSessions.open("demo"));
        int partition = SessionPartitioner.partitionOf(live.id(), TestSessions.PARTITIONS);
        Session lossless = since(now.minus(Duration.ofMinutes(7)), Profile.LOSSLESS, neighbourOf(partition));
        TopicPartition rendered = new TopicPartition(Topics.RENDERED.name(), partition);
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of());
                Admin admin = cluster.admin()) {
            var pruning = new PicturePruning(admin, InstantSource.fixed(now));
            write(live.id(), now.minus(Duration.ofMinutes(9)), producer);
            write(lossless.id(), now.minus(Duration.ofMinutes(6)), producer);
            write(live.id(), now.minus(Duration.ofMinutes(5)), producer);
            write(live.id(), now.minus(PicturePruning.WATCHED), producer);

            pruning.prune(partition, () -> List.of(live, lossless));
            assertThat(firstOffset(rendered, admin)).isEqualTo(FRAMES);

            pruning.prune(partition, () -> List.of(live, ended(lossless)));
            assertThat(firstOffset(rendered, admin)).isEqualTo(3 * FRAMES);
        }
    }

    /** Whoever knows the sessions hears of a new one when it may be rendered already. */
    @Test
    void picturesThatComeWhileTheSessionsAreLookedUpStay() throws Exception {
        Session demo = TestSessions.open("demo");
        int partition = SessionPartitioner.partitionOf(demo.id(), TestSessions.PARTITIONS);
        try (var writer = new RecordWriter(cluster);
                Admin admin = cluster.admin()) {
            new PicturePruning(admin, InstantSource.system()).prune(partition, () -> {
                write(demo.id(), 100, writer);
                return List.of();
            });

            assertThat(firstOffset(new TopicPartition(Topics.RENDERED.name(), partition), admin))
                    .isZero();
        }
    }

    private static Session since(Instant opened, Profile profile, Session session) {
        return new Session(
                session.id(),
                session.identity(),
                profile,
                session.motion(),
                session.source(),
                session.outputs(),
                session.terms(),
                new SessionOpening(opened, "a test"),
                session.state());
    }

    private static Session ended(Session session) {
        return session.end(new Ended(EndReason.COMPLETED, "", Instant.now()));
    }

    /** A session of the same partition. */
    private static Session neighbourOf(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(number -> TestSessions.open("earlier-" + number))
                .filter(session -> SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private static void useSmallSegments(Admin admin) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RENDERED.name());
        var size = new ConfigEntry("segment.bytes", Integer.toString(SEGMENT_BYTES));
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(size, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void write(SessionId session, int pictureBytes, RecordWriter writer) {
        for (int index = 0; index < FRAMES; index++) {
            writer.write(Topics.RENDERED.record(rendered(session, index, pictureBytes)));
        }
    }

    /** As somebody wrote them then. */
    private static void write(SessionId session, Instant then, Producer<byte[], byte[]> producer) {
        for (int index = 0; index < FRAMES; index++) {
            var record = Topics.RENDERED.record(rendered(session, index, 100));
            int partition = SessionPartitioner.partitionOf(session, TestSessions.PARTITIONS);
            producer.send(new ProducerRecord<>(
                    record.topic(), partition, then.toEpochMilli(), record.key(), record.value(), record.headers()));
        }
        producer.flush();
    }

    private static Rendered rendered(SessionId session, int index, int pictureBytes) {
        return new Rendered(
                new FrameStamp(session, index, new Pts(index * 40_000L)),
                FrameTiming.unhurried(Instant.now()),
                new Picture(PictureCodec.JPEG, 2, 2, Bytes.of(new byte[pictureBytes])),
                new Alpha.None(),
                new StageTimes(0, 0, 0, 1));
    }

    private static long firstOffset(TopicPartition partition, Admin admin) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
