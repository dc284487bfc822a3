package dev.marotte.sink;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a session from Kafka. Its two partitions are assigned, not subscribed to, because each session has a single
 * sink, which always begins where the session was opened. One thread.
 */
public final class KafkaInlet implements Inlet {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaInlet.class);
    /** Limit of one poll; together with what waits to be written, this bounds the memory for pictures. */
    private static final int FETCHED_BYTES = 16 << 20;
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final SessionId session;
    private final byte[] keyPrefix;
    private final Consumer<byte[], byte[]> consumer;

    /** @param since time before which the session has no record */
    KafkaInlet(SessionId session, Consumer<byte[], byte[]> consumer, Instant since) {
        this.session = session;
        keyPrefix = (session.value() + "/").getBytes(StandardCharsets.UTF_8);
        this.consumer = consumer;
        consumer.assign(List.of(partition(Topics.RENDERED), partition(Topics.AUDIO)));
        seek(since, consumer.assignment());
    }

    /** Reads from where the session was opened; the caller closes it. */
    public static KafkaInlet connect(Session session, Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(Cluster.readingOf(session.profile()));
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_BYTES);
        Instant since = session.opening().at().minus(CLOCK_SKEW);
        return new KafkaInlet(
                session.id(), cluster.forProfile(session.profile()).consumer(settings), since);
    }

    /**
     * Reads pictures from a moment ago, for current viewers, and sound from where the session was opened, because its header is there.
     *
     * @param recently time before which pictures are of no use
     */
    public static KafkaInlet connectNow(Session session, Cluster cluster, Instant recently) {
        KafkaInlet inlet = connect(session, cluster);
        if (recently.isAfter(session.opening().at())) {
            inlet.seek(recently, Set.of(inlet.partition(Topics.RENDERED)));
        }
        return inlet;
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
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            read(record).ifPresent(each -> add(each, record, received));
        }
        return received;
    }

    private static void add(Received read, ConsumerRecord<byte[], byte[]> record, List<Received> received) {
        if (InterruptionHeader.isOn(record) && read instanceof Received.OfSound(AudioUnit unit)) {
            received.add(new Received.OfInterruption(unit.pts()));
        }
        received.add(read);
    }

    /** A record without a value is a tombstone. */
    private Optional<Received> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || isOfAnother(record.key())) {
            return Optional.empty();
        }
        return record.topic().equals(Topics.AUDIO.name())
                ? read(record, Topics.AUDIO, message -> message.session().equals(session), Received.OfSound::new)
                : read(
                        record,
                        Topics.RENDERED,
                        message -> message.stamp().session().equals(session),
                        Received.OfFrame::new);
    }

    /**
     * Checks the key, because the partition is shared and most of its records belong to other sessions: decoding those would cost as much as decoding
     * one's own.
     */
    private boolean isOfAnother(byte @Nullable [] key) {
        return key != null && Arrays.mismatch(keyPrefix, key) != keyPrefix.length;
    }

    /** An unreadable record leaves a hole: the last picture stays. */
    private static <V> Optional<Received> read(
            ConsumerRecord<byte[], byte[]> record, Topic<V> topic, Predicate<V> ours, Function<V, Received> received) {
        Decoded<V> decoded = topic.decode(record.value());
        return switch (decoded) {
            case Readable<V>(V message) -> ours.test(message) ? Optional.of(received.apply(message)) : Optional.empty();
            case Unreadable<V> unreadable -> {
                LOG.warn(
                        "record skipped topic={} partition={} offset={} reason={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        unreadable.reason());
                yield Optional.empty();
            }
        };
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
