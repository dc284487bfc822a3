package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topic.Spread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * The place of a session's records in one topic, among those of others.
 *
 * @param start offset before which there are none of them
 * @param end committed end offset of the partition at the time of the query
 */
public record SessionRecords(SessionId session, TopicPartition partition, long start, long end) {
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Locates the session's records in {@code topic}. */
    public static SessionRecords in(Topic<?> topic, Session session, Consumer<?, ?> consumer) {
        int partitions = consumer.partitionsFor(topic.name()).size();
        int number = topic.spread() == Spread.SINGLE ? 0 : SessionPartitioner.partitionOf(session.id(), partitions);
        TopicPartition partition = new TopicPartition(topic.name(), number);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long since = session.opening().at().minus(CLOCK_SKEW).toEpochMilli();
        OffsetAndTimestamp start =
                consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
        // A broker that finds no record by time may have looked at a segment that was emptied.
        long first = start == null
                ? consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L)
                : start.offset();
        return new SessionRecords(session.id(), partition, first, end);
    }

    /** Whether {@code record}, from the partition, is one of them and not a tombstone. */
    public boolean contain(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null
                && record.value() != null
                && new String(record.key(), StandardCharsets.UTF_8).startsWith(session + "/");
    }
}
