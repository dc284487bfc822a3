package dev.marotte.sink;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a lossless session from Kafka. Its two partitions are assigned, not subscribed to, because each session has a single
 * sink, which always begins where the session was opened. One thread.
 */
public final class KafkaInlet implements Inlet {
    /** Limit of one poll; together with what waits to be written, this bounds the memory for pictures. */
    private static final int FETCHED_BYTES = 16 << 20;
    /** Time that the fetch under way may delay a session's end. */
    private static final Duration FETCH_WAIT = Duration.ofMillis(100);
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final SessionId session;
    private final ReceivedRecords records;
    private final Consumer<byte[], byte[]> consumer;

    /** @param since time before which the session has no record */
    KafkaInlet(SessionId session, Consumer<byte[], byte[]> consumer, Instant since) {
        this.session = session;
        records = new ReceivedRecords(session);
        this.consumer = consumer;
        consumer.assign(List.of(partition(Topics.RENDERED), partition(Topics.AUDIO)));
        seek(since, consumer.assignment());
    }

    /** Reads from where the session was opened; the caller closes it. */
    public static KafkaInlet connect(Session session, Cluster cluster) {
        Map<String, Object> settings = Cluster.waiting(FETCH_WAIT, Cluster.readingOf(session.profile()));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
        Instant since = session.opening().at().minus(CLOCK_SKEW);
        return new KafkaInlet(
                session.id(), cluster.forProfile(session.profile()).consumer(settings), since);
    }

    private TopicPartition partition(Topic<?> topic) {
        int partitions = consumer.partitionsFor(topic.name()).size();
        return new TopicPartition(topic.name(), SessionPartitioner.partitionOf(session, partitions));
    }

    /**
     * If there is no offset for the time, reads the partition from its start, not from its end: the broker looks for a time in only one
     * segment of its log. That segment may hold nothing but deleted records and stay for minutes, and the broker then reports that there is
     * nothing since.
     */
    private void seek(Instant since, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? beginnings.getOrDefault(partition, 0L) : start.offset());
        }
    }

    @Override
    public List<Received> poll(Duration wait) {
        return records.decode(consumer.poll(wait));
    }

    /** Closes cleanly even if the thread was interrupted: an interrupted consumer cannot close properly and would log that. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        consumer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
