package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class PicturePruningIT {
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int FRAMES = 5;

    /** The broker looks for a time in one segment alone, and there finds deleted records only. */
    @Test
    void picturesOfAnOpenSessionStayWhateverWasDeletedBeforeThem() throws Exception {
        try (KafkaBackend broker = KafkaBackend.start()) {
            Cluster cluster = Cluster.at(broker.bootstrapServers());
            TestSessions.createTopics(cluster);
            Session demo = TestSessions.open("demo");
            int partition = SessionPartitioner.partitionOf(demo.id(), TestSessions.PARTITIONS);
            TopicPartition rendered = new TopicPartition(Topics.RENDERED.name(), partition);
            try (var writer = new RecordWriter(cluster);
                    Admin admin = cluster.admin()) {
                var pruning = new PicturePruning(admin, InstantSource.system());
                useSmallSegments(admin);
                Session earlier = neighbourOf(partition);
                write(earlier.id(), SEGMENT_BYTES / 2, writer);
                pruning.prune(partition, List.of(ended(earlier)));
                assertThat(firstOffset(rendered, admin)).isEqualTo(FRAMES);

                write(demo.id(), 100, writer);
                pruning.prune(partition, List.of(ended(earlier), demo));

                assertThat(firstOffset(rendered, admin)).isEqualTo(FRAMES);
            }
        }
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
        var picture = new Picture(PictureCodec.JPEG, 2, 2, Bytes.of(new byte[pictureBytes]));
        for (int index = 0; index < FRAMES; index++) {
            writer.write(Topics.RENDERED.record(new Rendered(
                    new FrameStamp(session, index, new Pts(index * 40_000L)),
                    FrameTiming.unhurried(Instant.now()),
                    picture,
                    new Alpha.None(),
                    new StageTimes(0, 0, 0, 1))));
        }
    }

    private static long firstOffset(TopicPartition partition, Admin admin) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
