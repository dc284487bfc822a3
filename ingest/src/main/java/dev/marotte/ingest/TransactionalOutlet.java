package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a session to Kafka exactly once. The transactional id is the session's, so whoever resumes it fences a run that still lives and
 * aborts what that left open; frames and sound share the transactions, so both always stand at the same place of the clip.
 *
 * <p>One thread; send callbacks come on the producer's.
 */
public final class TransactionalOutlet implements Outlet {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    /** When it passes the connection is dropped; what was settled stays. */
    private static final Duration CLOSING = Duration.ofSeconds(5);
    /** After which the broker gives up a transaction whose process died, if nobody resumes it. Twelve frames take a second or two. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private static final long BUFFERED_BYTES = 64L << 20;

    private final SessionId session;
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource clock;
    private final SendFailures failures = new SendFailures();
    private boolean open;

    TransactionalOutlet(
            SessionId session,
            Producer<byte[], byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            InstantSource clock) {
        this.session = session;
        this.producer = producer;
        this.consumer = consumer;
        this.clock = clock;
    }

    /** @param cluster settings that say where it is: {@code bootstrap.servers} and what security needs */
    public static TransactionalOutlet connect(SessionId session, Map<String, Object> cluster, InstantSource clock) {
        return new TransactionalOutlet(
                session,
                new KafkaProducer<>(
                        producerSettings(session, cluster), new ByteArraySerializer(), new ByteArraySerializer()),
                new KafkaConsumer<>(
                        consumerSettings(cluster), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                clock);
    }

    static Map<String, Object> producerSettings(SessionId session, Map<String, Object> cluster) {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "marotte-ingest-" + session);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFERED_BYTES);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    static Map<String, Object> consumerSettings(Map<String, Object> cluster) {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return settings;
    }

    @Override
    public Position resume() {
        producer.initTransactions();
        LastMessage last = new LastMessage(consumer, TIMEOUT, clock);
        Optional<FrameMessage> frame =
                last.of(session, Topics.FRAMES, message -> message.stamp().session());
        Optional<AudioMessage> sound = last.of(session, Topics.AUDIO, AudioMessage::session);
        consumer.close();
        return position(frame, sound);
    }

    private static Position position(Optional<FrameMessage> frame, Optional<AudioMessage> sound) {
        boolean ended = frame.filter(EndOfFrames.class::isInstance).isPresent()
                && sound.filter(EndOfAudio.class::isInstance).isPresent();
        long frames = frame.map(message -> message.stamp().index() + (message instanceof EndOfFrames ? 0 : 1))
                .orElse(0L);
        long sounds = sound.map(message -> message.sequence() + 1).orElse(0L);
        return new Position(frames, sounds, ended, Media.Completeness.of(frame.flatMap(TransactionalOutlet::breakOff)));
    }

    private static Optional<String> breakOff(FrameMessage last) {
        return last instanceof EndOfFrames end ? end.breakOff() : Optional.empty();
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
        if (!open) {
            producer.beginTransaction();
            open = true;
        }
        producer.send(record, failures);
    }

    @Override
    public void settle() {
        if (open) {
            // Not withdrawn if it fails: what has no answer in time may be done already, and to abort it then is
            // forbidden.
            open = false;
            producer.commitTransaction();
        }
        failures.throwFirst();
    }

    @Override
    public void close() {
        consumer.close();
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
