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
 * Writes a live session to Kafka. Each message is visible downstream at once, whereas {@link TransactionalOutlet} holds a frame back until
 * some others have come. Delivery is at least once, and an earlier run that is still alive is not fenced: its messages have a lower epoch.
 *
 * <p>One thread; send callbacks run on the producer's.
 */
public final class PromptOutlet implements RecordOutlet {
    private static final long BUFFERED_BYTES = 64L << 20;
    /** Time for what is in flight; when it passes, some of it may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Supplier<Position> sent;
    private final SendAnswers answers = new SendAnswers();

    /** @param sent looks up what earlier runs have sent */
    PromptOutlet(Producer<byte[], byte[]> producer, Supplier<Position> sent) {
        this.producer = producer;
        this.sent = sent;
    }

    /** Connects to the cluster; the caller closes the outlet. */
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
