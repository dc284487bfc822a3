package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The producer that all live sessions of a process share. Any thread. */
public final class LiveProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveProducer.class);
    /**
     * Records of all sessions that wait for their brokers; a sender waits while there are more. What comes while a request is under way goes with the
     * next one: many small requests cost a broker more than few large ones, and waiting for more would delay a lonely frame.
     */
    private static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.BUFFER_MEMORY_CONFIG, 256L << 20, ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);

    /** Time for what is in flight; when it passes, some of it may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> connect;
    private Optional<Producer<byte[], byte[]>> current = Optional.empty();
    private boolean closed;

    LiveProducer(Supplier<Producer<byte[], byte[]>> connect) {
        this.connect = connect;
    }

    /** A producer of the cluster; the caller closes it. */
    public static LiveProducer of(Cluster cluster) {
        return new LiveProducer(() -> cluster.live().producer(SETTINGS));
    }

    /** Begins to connect, so that the first session, which may be one that another process has just lost, does not wait for it; returns at once. */
    void connectAhead() {
        Thread.ofPlatform().daemon().name("live-producer-connection").start(this::connectNow);
    }

    private void connectNow() {
        try {
            var _ = current().partitionsFor(Topics.FRAMES.name());
        } catch (KafkaException | IllegalStateException e) { // the latter if closed meanwhile
            LOG.atTrace().setCause(e).log("The producer of live sessions connects with the first record");
        }
    }

    /** Sends a record, or throws when the producer is closed. After an error that lasts, the next record is sent by a new producer. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback answer) {
        Producer<byte[], byte[]> producer = current();
        try {
            return producer.send(record, answer);
        } catch (InterruptException | RetriableException e) {
            throw e;
        } catch (KafkaException e) {
            discard(producer);
            throw e;
        }
    }

    private synchronized Producer<byte[], byte[]> current() {
        if (closed) {
            throw new KafkaException("the process is closing");
        }
        Producer<byte[], byte[]> producer = current.orElseGet(connect);
        current = Optional.of(producer);
        return producer;
    }

    private synchronized void discard(Producer<byte[], byte[]> broken) {
        if (current.filter(broken::equals).isPresent()) {
            current = Optional.empty();
            broken.close(Duration.ZERO);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.ifPresent(producer -> producer.close(CLOSING));
        current = Optional.empty();
    }
}
