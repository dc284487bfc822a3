package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;

/** Sink stages on a broker, what is rendered for them, and how their sessions stand. */
final class SinkStageRig {
    static final InstantSource CLOCK = InstantSource.system();
    static final int PARTITIONS = 3;
    static final Duration LONGEST = Duration.ofSeconds(60);

    final Cluster cluster;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    SinkStageRig(Cluster cluster) {
        this.cluster = cluster;
    }

    SinkStage stage(String instance) {
        SinkConfig config = new SinkConfig(
                Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        return new SinkStage(cluster, config, new GroupMembership(instance, Duration.ofSeconds(6)), CLOCK, meters);
    }

    static void assertEnds(SessionStore store, Session session, EndReason reason, String sentence) {
        eventually(() -> {
            store.refresh();
            assertThat(store.require(session.id()).state()).isInstanceOfSatisfying(Ended.class, ended -> {
                assertThat(ended.sentence()).contains(sentence);
                assertThat(ended.reason()).isEqualTo(reason);
            });
        });
    }

    static Optional<StageReport> report(SessionStore store, Session session) {
        store.refresh();
        return store.reports(session.id()).stream()
                .filter(report -> report.stage() == StageName.SINK)
                .findFirst();
    }

    /** The tenth frame has no face. */
    void send(SessionId session, int frames, boolean complete) {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            producer.send(Topics.AUDIO.record(new EndOfAudio(session, 0)));
            for (int index = 0; index < frames; index++) {
                producer.send(Topics.RENDERED.record(frame(session, index)));
            }
            if (complete) {
                producer.send(Topics.RENDERED.record(new EndOfRendered(stamp(session, frames))));
            }
        }
    }

    private static RenderedMessage frame(SessionId session, int index) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 64, 48, Bytes.of(new byte[64 * 48 * 3]));
        return index == 10
                ? new Held(stamp(session, index), TestSessions.TIMING)
                : new Rendered(
                        stamp(session, index),
                        TestSessions.TIMING,
                        picture,
                        new Alpha.None(),
                        new StageTimes(0, 0, 0, 1));
    }

    private static FrameStamp stamp(SessionId session, int index) {
        return new FrameStamp(session, index, new Pts(index * 40_000L));
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** How many pictures the topic still holds. */
    long renderedRecords() {
        return IntStream.range(0, PARTITIONS).mapToLong(this::renderedRecords).sum();
    }

    /** Of one of its partitions. */
    long renderedRecords(int number) {
        TopicPartition partition = new TopicPartition(Topics.RENDERED.name(), number);
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)
                    - consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    /** A name that begins so, of a session in a partition. */
    static String nameIn(int partition, String beginning) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> beginning + "-" + number)
                .filter(name -> SessionPartitioner.partitionOf(new SessionId(name), PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(LONGEST).untilAsserted(assertion);
    }
}
