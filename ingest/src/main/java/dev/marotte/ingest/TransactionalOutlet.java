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
 * Writes a session to Kafka exactly once. The transactional id is the session's, so whoever resumes it fences a run that still lives and
 * aborts what that left open; all topics share the transactions, so pictures and sound always stand at the same place of the clip.
 *
 * <p>One thread; send callbacks come on the producer's.
 */
public final class TransactionalOutlet implements RecordOutlet {
    /** When it passes the connection is dropped; what was settled stays. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** After which the broker gives up a transaction whose process died, if nobody resumes it. Twelve frames take a second or two. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private static final long BUFFERED_BYTES = 64L << 20;

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Position> settled;
    private final SendAnswers answers = new SendAnswers();
    private boolean open;

    /** @param settled looks for what earlier runs have settled; asked when they are shut out */
    TransactionalOutlet(Producer<byte[], byte[]> producer, Supplier<Position> settled) {
        this.producer = producer;
        this.settled = settled;
    }

    /** The caller closes it. */
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
            // Not withdrawn if it fails: what has no answer in time may be done already, and to abort it then is
            // forbidden.
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

    /** Without it the transaction would stand open, and hold up every reader of its partition, until the broker gives it up. */
    private void withdraw() {
        if (open) {
            try {
                producer.abortTransaction();
            } catch (KafkaException alreadyLost) {
                // Fenced by a newer run, or the broker is gone: either way nothing of it will be seen.
            }
        }
    }
}
