package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a live session to Kafka: each message is seen downstream at once, where {@link TransactionalOutlet} holds a frame back until some
 * others have come. At least once, and an earlier run that still lives is not shut out: its messages have a lower epoch.
 *
 * <p>One thread; send callbacks come on the producer's.
 */
public final class PromptOutlet implements RecordOutlet {
    private static final long BUFFERED_BYTES = 64L << 20;
    /** For what is in flight; when it passes, that may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Position> sent;
    private final SendAnswers answers = new SendAnswers();

    /** @param sent looks for what earlier runs have sent */
    PromptOutlet(Producer<byte[], byte[]> producer, Supplier<Position> sent) {
        this.producer = producer;
        this.sent = sent;
    }

    /** The caller closes it. */
    public static PromptOutlet connect(Session session, Cluster cluster, InstantSource clock) {
        return new PromptOutlet(
                cluster.live().producer(Map.of(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFERED_BYTES)),
                () -> PositionSearch.of(session, cluster, clock));
    }

    @Override
    public Position resume() {
        return sent.get();
    }

    @Override
    public void sendInterrupting(AudioUnit unit) {
        send(InterruptionHeader.on(Topics.AUDIO.record(unit)));
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> record) {
        answers.throwFailure();
        producer.send(record, answers);
    }

    @Override
    public void settle() {
        producer.flush();
        answers.throwFailure();
    }

    @Override
    public long lastOffset() {
        return answers.lastOffset();
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
