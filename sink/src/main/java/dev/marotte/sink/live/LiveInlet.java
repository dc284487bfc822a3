package dev.marotte.sink.live;

import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet;
import dev.marotte.sink.ReceivedRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one live session that {@link SharedReader} has fetched and its sink has not taken yet. When too many bytes wait, the oldest record is
 * dropped: live, a late picture is of no use. Offered by one thread, polled by another.
 */
final class LiveInlet implements Inlet {
    /** Five seconds of pictures of 512 pixels; a second of large ones. */
    private static final long WAITING_BYTES = 8L << 20;

    private final SessionId session;
    private final ReceivedRecords records;
    private final Consumer<LiveInlet> closing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private List<Received> first;
    private long waitingBytes;
    private Optional<RuntimeException> failure = Optional.empty();

    /**
     * @param first messages that come before all records
     * @param closing called when the inlet is closed
     */
    LiveInlet(SessionId session, List<Received> first, Consumer<LiveInlet> closing) {
        this.session = session;
        this.first = first;
        this.closing = closing;
        records = new ReceivedRecords(session);
    }

    SessionId session() {
        return session;
    }

    /** Adds a record, unless it was offered before: a partition is read again from farther back when another session begins in it. */
    void offer(ConsumerRecord<byte[], byte[]> record) {
        lock.lock();
        try {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < next.getOrDefault(partition, 0L)) {
                return;
            }
            next.put(partition, record.offset() + 1);
            waiting.add(record);
            waitingBytes += bytes(record);
            while (waitingBytes > WAITING_BYTES && waiting.size() > 1) {
                waitingBytes -= bytes(waiting.remove());
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedValueSize());
    }

    /** Says that no record will be offered any more; the next poll throws. */
    void fail(RuntimeException reason) {
        lock.lock();
        try {
            failure = Optional.of(reason);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** If interrupted meanwhile, returns at once, and the thread stays interrupted. */
    @Override
    public List<Received> poll(Duration wait) {
        List<Received> received = new ArrayList<>(first);
        first = List.of();
        received.addAll(records.decode(take(received.isEmpty() ? wait : Duration.ZERO)));
        return received;
    }

    private List<ConsumerRecord<byte[], byte[]>> take(Duration wait) {
        lock.lock();
        try {
            await(wait);
            if (failure.isPresent()) {
                throw new KafkaException("the session's records cannot be read any more", failure.get());
            }
            List<ConsumerRecord<byte[], byte[]>> taken = List.copyOf(waiting);
            waiting.clear();
            waitingBytes = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration wait) {
        try {
            long nanos = wait.toNanos();
            while (waiting.isEmpty() && failure.isEmpty() && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.accept(this);
    }
}
