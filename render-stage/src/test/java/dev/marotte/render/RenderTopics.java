package dev.marotte.render;

import dev.marotte.identity.IdentityRegistry;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topics around the render stage: what a test writes into them and reads out of them. */
final class RenderTopics {
    static final int PARTITIONS = 2;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final TestLandmarks LANDMARKS = TestLandmarks.lossless();

    private final Cluster cluster;

    RenderTopics(Cluster cluster) {
        this.cluster = cluster;
    }

    IdentityRef enrol(String name) {
        try (IdentityRegistry registry = IdentityRegistry.open(cluster, CLOCK)) {
            return registry.enrol(
                    name,
                    new Consent.Stated("agreed to be tested"),
                    TestIdentities.identity(TestIdentities.GENERATOR, 2_000_000));
        }
    }

    void sendSession(String session, IdentityRef identity, int frames) throws Exception {
        sendSession(LANDMARKS, session, identity, frames, Set.of());
    }

    /** @param damaged indices of records that nobody can read */
    void sendSession(TestLandmarks landmarks, String session, IdentityRef identity, int frames, Set<Long> damaged)
            throws Exception {
        sendNeutral(session);
        sendFrames(landmarks, session, identity, frames, damaged);
    }

    void sendNeutral(String session) throws Exception {
        send(List.of(Topics.NEUTRALS.record(
                new Neutral(new SessionId(session), 0, Meshes.filling(50, 50, 40, 40), 100, 100))));
    }

    /** As {@link #sendSession}, but for the neutral frame. */
    void sendFrames(TestLandmarks landmarks, String session, IdentityRef identity, int frames, Set<Long> damaged)
            throws Exception {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int index = 0; index < frames; index++) {
            records.add(record(landmarks.tracked(session, index, identity, 50), damaged));
        }
        records.add(record(landmarks.end(session, frames), damaged));
        send(records);
    }

    private static ProducerRecord<byte[], byte[]> record(LandmarksMessage message, Set<Long> damaged) {
        ProducerRecord<byte[], byte[]> whole = Topics.LANDMARKS.record(message);
        byte[] value = damaged.contains(message.stamp().index()) ? new byte[] {1, 2, 3} : whole.value();
        return new ProducerRecord<>(
                whole.topic(), null, whole.key(), value, StampHeader.of(message).headers());
    }

    void send(List<ProducerRecord<byte[], byte[]>> records) throws ExecutionException, InterruptedException {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            for (var sent : records.stream().map(producer::send).toList()) {
                sent.get();
            }
        }
    }

    /** All committed records, at least so many. In no group: a member that is thought dead for a while would begin again from the start. */
    List<byte[]> read(String topic, int count) {
        List<byte[]> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            var end = CLOCK.instant().plus(LIMIT);
            while (values.size() < count && CLOCK.instant().isBefore(end)) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            // One more look: a record too many would stand behind.
            consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
        }
        return values;
    }
}
