package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes records and returns when the broker has them. Connects only when there is something to write, since most of its owners never write. Any thread. */
final class RecordWriter implements AutoCloseable {
    /** Time for what is in flight; when it passes, some of it may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final ReentrantLock connecting = new ReentrantLock();
    private Optional<Producer<byte[], byte[]>> connected = Optional.empty();

    RecordWriter(Cluster cluster) {
        this.cluster = cluster;
    }

    private Producer<byte[], byte[]> producer() {
        connecting.lock();
        try {
            Producer<byte[], byte[]> producer = connected.orElseGet(() -> cluster.producer(Map.of()));
            connected = Optional.of(producer);
            return producer;
        } finally {
            connecting.unlock();
        }
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        write(List.of(record));
    }

    /** @throws KafkaException if one of them did not reach the broker; others may have */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        Producer<byte[], byte[]> producer = producer();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(record)));
        producer.flush();
        sent.forEach(RecordWriter::requireArrived);
    }

    private static void requireArrived(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a record did not reach the broker", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        connected.ifPresent(producer -> producer.close(CLOSING));
    }
}
