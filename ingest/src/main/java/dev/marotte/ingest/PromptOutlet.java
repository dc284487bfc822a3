package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a live session to Kafka: each message is seen downstream at once, where {@link TransactionalOutlet} holds a frame back until some
 * others have come. At least once: a clip that is begun again is sent again, and the stages know its indices.
 *
 * <p>One thread; send callbacks come on the producer's.
 */
public final class PromptOutlet implements Outlet {
    private static final long BUFFERED_BYTES = 64L << 20;
    /** For what is in flight; when it passes, that may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final SendFailures failures = new SendFailures();

    PromptOutlet(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** @param cluster settings that say where it is: {@code bootstrap.servers} and what security needs */
    public static PromptOutlet connect(Map<String, Object> cluster) {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFERED_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new PromptOutlet(new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public Position resume() {
        return Position.START;
    }

    @Override
    public void send(FrameMessage message) {
        send(Topics.FRAMES.record(message));
    }

    @Override
    public void send(AudioMessage message) {
        send(Topics.AUDIO.record(message));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        failures.throwFirst();
        producer.send(record, failures);
    }

    @Override
    public void settle() {
        producer.flush();
        failures.throwFirst();
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
