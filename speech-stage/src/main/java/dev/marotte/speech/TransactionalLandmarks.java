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
 * Writes landmarks exactly once. The transactional id is the session's, so whoever resumes it fences a run that still lives and aborts what that
 * left open. One thread.
 */
final class TransactionalLandmarks implements LandmarksOutlet {
    /** When it passes the connection is dropped; what was settled stays. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** After which the broker gives up a transaction whose process died, if nobody resumes it. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private final Producer<byte[], byte[]> producer;
    private final Supplier<SpeechPosition> settled;
    private boolean open;

    private TransactionalLandmarks(Producer<byte[], byte[]> producer, Supplier<SpeechPosition> settled) {
        this.producer = producer;
        this.settled = settled;
    }

    /** The caller closes it. */
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

    /** A record that is not taken makes the commit fail. */
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
            // Not withdrawn if it fails: what has no answer in time may be done already, and to abort it then is
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
                // Fenced by a newer run, or the broker is gone: either way nothing of it will be seen.
            }
        }
        producer.close(CLOSING);
    }
}
