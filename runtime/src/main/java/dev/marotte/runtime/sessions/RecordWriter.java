package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Writes records and returns when the broker has them. Any thread. */
final class RecordWriter implements AutoCloseable {
    /** When this passes, what is in flight may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;

    RecordWriter(Cluster cluster) {
        producer = cluster.producer(Map.of());
    }

    void write(ProducerRecord<byte[], byte[]> record) {
        write(List.of(record));
    }

    /** @throws KafkaException if one of them did not reach the broker; others may have */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
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
        producer.close(CLOSING);
    }
}
