package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Writes a session to Kafka exactly once. The transactional id is the session's, so a run that resumes it fences an earlier run that is
 * still alive and aborts its open transaction. All topics share the transactions, so pictures and sound are always at the same position
 * in the clip.
 *
 * <p>One thread; send callbacks run on the producer's.
 */
public final class TransactionalOutlet implements RecordOutlet {
    /** Time to close; when it passes, the connection is dropped, and what was settled stays. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** Time after which the broker aborts the transaction of a process that died, if no other resumes it. Twelve frames take a second or two. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private static final long BUFFERED_BYTES = 64L << 20;

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Position> settled;
    private final SendAnswers answers = new SendAnswers();
    private boolean open;

    /** @param settled looks up what earlier runs have settled; called once they are fenced */
    TransactionalOutlet(Producer<byte[], byte[]> producer, Supplier<Position> settled) {
        this.producer = producer;
        this.settled = settled;
    }

    /** Connects to the cluster; the caller closes the outlet. */
    public static TransactionalOutlet connect(Session session, Cluster cluster, InstantSource clock) {
        return new TransactionalOutlet(
                cluster.producer(producerSettings(session.id())), () -> PositionSearch.of(session, cluster, clock));
    }

    private static Map<String, Object> producerSettings(SessionId session) {
        return Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "marotte-ingest-" + session,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                BUFFERED_BYTES,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                TRANSACTION_MILLIS);
    }

    @Override
    public Position resume() {
        producer.initTransactions();
        return settled.get();
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record) {
        answers.throwFailure();
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        producer.send(record, answers);
    }

    @Override
    public void settle() {
        if (open) {
            // Not withdrawn if it fails: a commit without an answer in time may have succeeded, and must then not be
            // aborted.
            open = false;
            producer.commitTransaction();
        }
        answers.throwFailure();
    }

    @Override
    public long lastOffset() {
        return answers.lastOffset();
    }

    @Override
    public void close() {
        withdraw();
        producer.close(CLOSING);
    }

    /** Otherwise the transaction would stay open, and block every reader of its partition, until the broker aborts it. */
    private void withdraw() {
        if (open) {
            try {
                producer.abortTransaction();
            } catch (KafkaException alreadyLost) {
                // Fenced by a newer run, or the broker is gone: either way none of it will become visible.
            }
        }
    }
}
