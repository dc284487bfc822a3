package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes landmarks of a live session: each is visible at once, and delivered at least once. One thread; send callbacks run on the producer's. */
final class PromptLandmarks implements LandmarksOutlet {
    /** Time limit for records in flight; when it passes, they may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final Supplier<SpeechPosition> sent;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private PromptLandmarks(Producer<byte[], byte[]> producer, Supplier<SpeechPosition> sent) {
        this.producer = producer;
        this.sent = sent;
    }

    /** Connects to Kafka; the caller closes the result. */
    static PromptLandmarks connect(Session session, Cluster cluster, InstantSource clock) {
        return new PromptLandmarks(cluster.live().producer(Map.of()), () -> SpeechPosition.of(session, cluster, clock));
    }

    @Override
    public SpeechPosition resume() {
        return sent.get();
    }

    @Override
    public void send(LandmarksMessage message) {
        send(StampedLandmarks.of(message));
    }

    @Override
    public void send(Neutral message) {
        send(Topics.NEUTRALS.record(message));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        throwFailure();
        producer.send(record, (_, problem) -> failure.compareAndSet(null, problem));
    }

    @Override
    public void settle() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        @Nullable Exception problem = failure.get();
        if (problem != null) {
            throw new KafkaException("landmarks were not taken", problem);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
