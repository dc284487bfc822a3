package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes landmarks exactly once. The transactional id is the session's, so a process that resumes the session fences a run that is still alive and aborts
 * its open transaction. One thread.
 */
final class TransactionalLandmarks implements LandmarksOutlet {
    /** Time limit for closing; when it passes the connection is dropped; settled landmarks stay. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Time after which the broker aborts a transaction whose process died, if nobody resumes it. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private final Producer<byte[], byte[]> producer;
    private final Supplier<SpeechPosition> settled;
    private boolean open;

    private TransactionalLandmarks(Producer<byte[], byte[]> producer, Supplier<SpeechPosition> settled) {
        this.producer = producer;
        this.settled = settled;
    }

    /** Connects to Kafka; the caller closes the result. */
    static TransactionalLandmarks connect(Session session, Cluster cluster, InstantSource clock) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "marotte-speech-" + session.id(),
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS);
        return new TransactionalLandmarks(cluster.producer(settings), () -> SpeechPosition.of(session, cluster, clock));
    }

    @Override
    public SpeechPosition resume() {
        producer.initTransactions();
        return settled.get();
    }

    @Override
    public void send(LandmarksMessage message) {
        send(StampedLandmarks.of(message));
    }

    @Override
    public void send(Neutral message) {
        send(Topics.NEUTRALS.record(message));
    }

    /** Sends without waiting: a record that is not accepted makes the commit fail. */
    private void send(ProducerRecord<byte[], byte[]> record) {
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        producer.send(record);
    }

    @Override
    public void settle() {
        if (open) {
            // Not aborted if it fails: a commit without a timely answer may have succeeded, and then an abort is
            // forbidden.
            open = false;
            producer.commitTransaction();
        }
    }

    @Override
    public void close() {
        if (open) {
            try {
                producer.abortTransaction();
            } catch (KafkaException alreadyLost) {
                // Fenced by a newer run, or the broker is gone: either way nothing of the transaction will be visible.
            }
        }
        producer.close(CLOSING);
    }
}
