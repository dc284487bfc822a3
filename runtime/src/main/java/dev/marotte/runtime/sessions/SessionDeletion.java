package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topic.Spread;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Deletes the records of one session, each by its own key, so that no other session's records are touched. Readers stop finding them at
 * once; the brokers' log cleaners remove their bytes from disk later, see {@code Retention}.
 *
 * <p>The session's own record is deleted last, so that an interrupted deletion can be repeated.
 */
public final class SessionDeletion {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Time to read one topic; when it passes, the deletion is abandoned. */
    private static final Duration READING = Duration.ofMinutes(10);
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int BATCH = 500;
    private static final List<Topic<?>> RECORDED = List.of(Topics.LANDMARKS, Topics.AUDIO, Topics.NEUTRALS);

    private final Cluster cluster;
    private final RecordWriter writer;
    private final InstantSource clock;

    SessionDeletion(Cluster cluster, RecordWriter writer, InstantSource clock) {
        this.cluster = cluster;
        this.writer = writer;
        this.clock = clock;
    }

    /** What was deleted. */
    public record Deleted(SessionId session, long motionAndSound) {}

    Deleted of(Session session) {
        long records = deleteRecorded(session);
        for (StageName stage : StageName.values()) {
            writer.write(Topics.REPORTS.tombstone(Topics.reportKey(session.id(), stage)));
        }
        writer.write(Topics.SESSIONS.tombstone(session.id().value()));
        return new Deleted(session.id(), records);
    }

    private long deleteRecorded(Session session) {
        long records = 0;
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Cluster.lookingUp(Map.of()))) {
            for (Topic<?> topic : RECORDED) {
                records += delete(topic, session, consumer);
            }
        }
        return records;
    }

    private long delete(Topic<?> topic, Session session, Consumer<byte[], byte[]> consumer) {
        Set<String> keys = keysOf(topic, session, consumer);
        List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
        for (String key : keys) {
            tombstones.add(topic.tombstone(key));
            if (tombstones.size() == BATCH) {
                writer.write(tombstones);
                tombstones.clear();
            }
        }
        writer.write(tombstones);
        return keys.size();
    }

    /** The keys of the session's records. */
    private Set<String> keysOf(Topic<?> topic, Session session, Consumer<byte[], byte[]> consumer) {
        String prefix = session.id().value() + "/";
        Set<String> keys = new LinkedHashSet<>();
        TopicPartition partition = partition(topic, session.id(), consumer);
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        consumer.seek(partition, start(partition, session, consumer));
        Instant deadline = clock.instant().plus(READING);
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(record -> note(record, prefix, keys));
            requireBefore(deadline, topic);
        }
        return keys;
    }

    private static TopicPartition partition(Topic<?> topic, SessionId session, Consumer<?, ?> consumer) {
        int partitions = consumer.partitionsFor(topic.name()).size();
        int number = topic.spread() == Spread.SINGLE ? 0 : SessionPartitioner.partitionOf(session, partitions);
        return new TopicPartition(topic.name(), number);
    }

    /** The partition's beginning where the broker finds nothing by time: it looks in only one segment, which may hold nothing but deleted records. */
    private static long start(TopicPartition partition, Session session, Consumer<?, ?> consumer) {
        long since = session.opening().at().minus(CLOCK_SKEW).toEpochMilli();
        OffsetAndTimestamp start =
                consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
        return start == null
                ? consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L)
                : start.offset();
    }

    private static void note(ConsumerRecord<byte[], byte[]> record, String prefix, Set<String> keys) {
        if (record.key() != null) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.startsWith(prefix)) {
                if (record.value() == null) {
                    keys.remove(key);
                } else {
                    keys.add(key);
                }
            }
        }
    }

    private void requireBefore(Instant deadline, Topic<?> topic) {
        if (clock.instant().isAfter(deadline)) {
            throw new TimeoutException(topic + " could not be read in time; nothing of it was deleted, try again");
        }
    }
}
