package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session is read from its first record whatever stood in its partition before. */
final class KafkaInletIT {
    private static final TopicPartition RENDERED = new TopicPartition(Topics.RENDERED.name(), 0);
    private static final int SEGMENT_BYTES = 1 << 20;
    private static final int FRAMES = 5;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(1);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void readsFromTheStartWhereEarlierPicturesWereDeletedButNotTheirSegments() throws Exception {
        try (Admin admin = cluster.admin()) {
            useSmallSegments(admin);
            send(cluster, new SessionId("earlier"), SEGMENT_BYTES / 2);
            deleteAll(admin);
        }
        SessionId session = new SessionId("failed-at-its-end");
        send(cluster, session, 100);

        for (Instant since : List.of(Instant.EPOCH, Instant.now().minusSeconds(600))) {
            assertThat(indices(session, cluster, since))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(0, FRAMES).boxed().toList());
        }
    }

    @Test
    void saysWhereAVoiceWasInterrupted() throws Exception {
        SessionId session = new SessionId("spoken");
        AudioUnit before = new AudioUnit(session, 1, new Pts(0), 20_000, Bytes.EMPTY);
        AudioUnit after = new AudioUnit(session, 2, new Pts(20_000), 20_000, Bytes.EMPTY);
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            producer.send(Topics.AUDIO.record(before)).get();
            producer.send(InterruptionHeader.on(Topics.AUDIO.record(after))).get();
        }

        try (KafkaInlet inlet = new KafkaInlet(session, cluster.consumer(Map.of()), Instant.EPOCH)) {
            List<Inlet.Received> received = new ArrayList<>();
            await().pollInSameThread().atMost(LONGEST).until(() -> {
                received.addAll(inlet.poll(Duration.ofMillis(100)));
                return received.size() >= 3;
            });
            assertThat(received)
                    .containsExactly(
                            new Inlet.Received.OfSound(before),
                            new Inlet.Received.OfInterruption(new Pts(20_000)),
                            new Inlet.Received.OfSound(after));
        }
    }

    /** Of which the earlier session fills several. */
    private static void useSmallSegments(Admin admin) throws ExecutionException, InterruptedException {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RENDERED.name());
        var size = new ConfigEntry("segment.bytes", Integer.toString(SEGMENT_BYTES));
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(size, AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private static void deleteAll(Admin admin) throws ExecutionException, InterruptedException {
        long end = admin.listOffsets(Map.of(RENDERED, OffsetSpec.latest()))
                .partitionResult(RENDERED)
                .get()
                .offset();
        admin.deleteRecords(Map.of(RENDERED, RecordsToDelete.beforeOffset(end)))
                .all()
                .get();
    }

    private static void send(Cluster cluster, SessionId session, int pictureBytes)
            throws ExecutionException, InterruptedException {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            var picture = new Picture(PictureCodec.JPEG, 2, 2, Bytes.of(new byte[pictureBytes]));
            for (int index = 0; index < FRAMES; index++) {
                var stamp = new FrameStamp(session, index, new Pts(index * 40_000L));
                producer.send(Topics.RENDERED.record(new Rendered(
                                stamp, TestSessions.TIMING, picture, new Alpha.None(), new StageTimes(0, 0, 0, 1))))
                        .get();
            }
            producer.send(Topics.RENDERED.record(new EndOfRendered(new FrameStamp(session, FRAMES, Pts.ZERO))))
                    .get();
        }
    }

    /** Of all that comes until the session's end. */
    private static List<Long> indices(SessionId session, Cluster cluster, Instant since) {
        List<Long> indices = new ArrayList<>();
        try (Inlet inlet = new KafkaInlet(session, cluster.consumer(Map.of()), since)) {
            await().pollInSameThread().atMost(LONGEST).until(() -> {
                inlet.poll(Duration.ofMillis(100))
                        .forEach(each -> indices.add(frame(each).stamp().index()));
                return indices.contains((long) FRAMES);
            });
        }
        return indices;
    }

    private static RenderedMessage frame(Inlet.Received received) {
        return ((Inlet.Received.OfFrame) received).message();
    }
}
