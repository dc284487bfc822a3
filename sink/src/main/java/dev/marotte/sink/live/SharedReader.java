package dev.marotte.sink.live;

import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of all live sessions of a process with one consumer and hands each record to its session. With a consumer for each session, a
 * partition's records were fetched once for every session in it. {@link #run} on one thread; the rest from any.
 */
final class SharedReader {
    private static final Logger LOG = LoggerFactory.getLogger(SharedReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /**
     * Pause after records came. What a fetch costs broker and client grows with the number of partitions, not of records; without a pause, a hundred
     * sessions with sound cause a thousand fetches a second.
     */
    private static final long PAUSE_NANOS = 3_000_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<TopicPartition, Long> starts = new HashMap<>();
    private boolean isChanged;
    private Optional<RuntimeException> end = Optional.empty();

    /** A session's inlet and its partitions. */
    private record Reading(LiveInlet inlet, Set<TopicPartition> partitions) {}

    /** @param consumer closed by {@link #run} */
    SharedReader(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /**
     * Begins to offer a session's records to its inlet.
     *
     * @param from offsets of its partitions to begin at
     * @return false if nothing is read any more
     */
    boolean add(LiveInlet inlet, Map<TopicPartition, Long> from) {
        return change(() -> {
            from.forEach((partition, offset) -> starts.merge(partition, offset, Math::min));
            readings.put(inlet.session().value(), new Reading(inlet, from.keySet()));
        });
    }

    /** Offers no more records to an inlet. */
    void remove(LiveInlet inlet) {
        change(() -> readings.values().removeIf(reading -> reading.inlet().equals(inlet)));
    }

    /** Ends {@link #run}. */
    void close() {
        end(new IllegalStateException("the stage is closing"));
    }

    /** Whether nothing is read any more. */
    boolean hasEnded() {
        lock.lock();
        try {
            return end.isPresent();
        } finally {
            lock.unlock();
        }
    }

    private boolean change(Runnable change) {
        lock.lock();
        try {
            if (end.isPresent()) {
                return false;
            }
            change.run();
            isChanged = true;
            changed.signal();
            consumer.wakeup();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Reads until closed, or until the consumer fails; then no inlet gets any more. */
    void run() {
        try (consumer) {
            readAll();
        }
    }

    private void readAll() {
        try {
            connect();
            while (follow()) {
                deliver();
            }
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("Live sessions could not be read and begin anew");
            end(e);
        }
    }

    /** Asks for partitions, because that connects before there is a session to read. */
    private void connect() {
        try {
            consumer.partitionsFor(Topics.RENDERED.name());
        } catch (WakeupException | TimeoutException e) {
            LOG.trace("The consumer of live sessions connects with the first one");
        }
    }

    private void end(RuntimeException reason) {
        change(() -> {
            end = Optional.of(reason);
            readings.values().forEach(reading -> reading.inlet().fail(reason));
            readings.clear();
        });
    }

    /** Waits for a session to read, and assigns the partitions of all; whether to go on. */
    private boolean follow() {
        lock.lock();
        try {
            awaitSessions();
            if (isChanged) {
                isChanged = false;
                assign();
            }
            return end.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void awaitSessions() {
        try {
            while (readings.isEmpty() && end.isEmpty()) {
                // Whoever comes next begins where it wants to, not where the last one stopped.
                reached.clear();
                changed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A partition that others read already goes back to where a new session begins; their inlets skip what they know. */
    private void assign() {
        Set<TopicPartition> wanted = new HashSet<>();
        readings.values().forEach(reading -> wanted.addAll(reading.partitions()));
        reached.keySet().retainAll(wanted);
        consumer.assign(wanted);
        starts.forEach((partition, offset) -> {
            if (wanted.contains(partition) && offset < reached.getOrDefault(partition, Long.MAX_VALUE)) {
                consumer.seek(partition, offset);
                reached.put(partition, offset);
            }
        });
        starts.clear();
    }

    private void deliver() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(this::deliver);
            if (!records.isEmpty()) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (WakeupException e) {
            LOG.trace("Sessions came or went");
        }
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        reached.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        Optional.ofNullable(readings.get(sessionOf(record.key())))
                .ifPresent(reading -> reading.inlet().offer(record));
    }

    /** The part of the key before its slash; empty if there is none. */
    private static String sessionOf(byte @Nullable [] key) {
        int length = 0;
        while (key != null && length < key.length && key[length] != '/') {
            length++;
        }
        return key == null ? "" : new String(key, 0, length, StandardCharsets.UTF_8);
    }
}
