package dev.marotte.ingest;

import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A session's committed messages of one topic, from its opening to the topic's end when this was created. Skips unreadable records. One thread, which has
 * the consumer for this alone meanwhile.
 */
final class RecordedMessages<V> implements Iterator<V> {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Longest wait for a record, longer than another session's transaction may stay open; when it passes, {@link #hasNext} throws. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Topic<V> topic;
    private final Consumer<byte[], byte[]> consumer;
    private final SessionRecords records;
    private final long end;
    private final InstantSource clock;
    private final Queue<V> ready = new ArrayDeque<>();

    private RecordedMessages(
            Topic<V> topic, Consumer<byte[], byte[]> consumer, SessionRecords records, long end, InstantSource clock) {
        this.topic = topic;
        this.consumer = consumer;
        this.records = records;
        this.end = end;
        this.clock = clock;
        consumer.assign(List.of(records.partition()));
        consumer.seek(records.partition(), records.start());
    }

    /** @param consumer stays the caller's */
    static <V> RecordedMessages<V> read(
            Topic<V> topic,
            Session session,
            Consumer<byte[], byte[]> consumer,
            PartitionEnds ends,
            InstantSource clock) {
        SessionRecords records = SessionRecords.in(topic, session, consumer);
        return new RecordedMessages<>(topic, consumer, records, ends.next(records.partition()), clock);
    }

    @Override
    public boolean hasNext() {
        Instant deadline = clock.instant().plus(TIMEOUT);
        while (ready.isEmpty() && consumer.position(records.partition()) < end) {
            long before = consumer.position(records.partition());
            consumer.poll(POLL).forEach(this::note);
            deadline = consumer.position(records.partition()) > before
                    ? clock.instant().plus(TIMEOUT)
                    : deadline;
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException("the recording could not be read within " + TIMEOUT.toSeconds() + " s");
            }
        }
        return !ready.isEmpty();
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() < end
                && records.contain(record)
                && topic.decode(record.value()) instanceof Readable<V>(V message)) {
            ready.add(message);
        }
    }

    @Override
    public V next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
