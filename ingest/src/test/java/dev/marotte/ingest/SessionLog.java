package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;

/** What anybody can read of a session in Kafka. */
final class SessionLog {
    private static final Duration POLL = Duration.ofMillis(100);

    private SessionLog() {}

    /**
     * Its committed messages in the order of the topic, also those that stand twice. Waits for what is sent and not yet committed: the broker marks the
     * end of a transaction in one topic sooner than in another, and after it has told the writer.
     */
    static <V> List<V> of(Session session, Topic<V> topic, Cluster cluster) {
        List<V> messages = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of());
                var ends = new PartitionEnds(cluster)) {
            SessionRecords records = SessionRecords.in(topic, session, consumer);
            long end = ends.next(records.partition());
            consumer.assign(List.of(records.partition()));
            consumer.seekToBeginning(List.of(records.partition()));
            while (consumer.position(records.partition()) < end) {
                consumer.poll(POLL).forEach(record -> {
                    if (records.contain(record) && topic.decode(record.value()) instanceof Readable<V>(V message)) {
                        messages.add(message);
                    }
                });
            }
        }
        return messages;
    }
}
