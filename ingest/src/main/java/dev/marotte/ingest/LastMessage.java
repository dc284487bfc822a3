package dev.marotte.ingest;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Finds the last committed message of a session, looking back from the end of its partition in growing steps: other sessions may have gigabytes there. */
final class LastMessage {
    private static final long FIRST_STEP = 64;
    private static final int GROWTH = 8;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout of reading one step; when it passes, {@link #of} throws and nothing was changed */
    LastMessage(Consumer<byte[], byte[]> consumer, Duration timeout, InstantSource clock) {
        this.consumer = consumer;
        this.timeout = timeout;
        this.clock = clock;
    }

    <V> Optional<V> of(SessionId session, Topic<V> topic, Function<V, SessionId> sessionOf) {
        TopicPartition partition = partition(session, topic);
        consumer.assign(List.of(partition));
        long start = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        Optional<V> last = Optional.empty();
        for (long step = FIRST_STEP, from = end; last.isEmpty() && from > start; step *= GROWTH) {
            long until = from;
            from = Math.max(start, end - step);
            last = lastBetween(
                    from,
                    until,
                    partition,
                    value -> read(topic, value)
                            .filter(message -> sessionOf.apply(message).equals(session)));
        }
        return last;
    }

    private <V> TopicPartition partition(SessionId session, Topic<V> topic) {
        int partitions = consumer.partitionsFor(topic.name()).size();
        return new TopicPartition(topic.name(), Topic.partitionOf(session, partitions));
    }

    private <V> Optional<V> lastBetween(
            long from, long until, TopicPartition partition, Function<byte[], Optional<V>> read) {
        Instant deadline = clock.instant().plus(timeout);
        Optional<V> last = Optional.empty();
        consumer.seek(partition, from);
        while (consumer.position(partition) < until) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                Optional<V> found = read.apply(record.value());
                last = found.isPresent() ? found : last;
            }
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException(
                        "what is already sent could not be read within " + timeout.toSeconds() + " s");
            }
        }
        return last;
    }

    private static <V> Optional<V> read(Topic<V> topic, byte[] value) {
        return topic.decode(value) instanceof Decoded.Readable<V>(V message) ? Optional.of(message) : Optional.empty();
    }
}
