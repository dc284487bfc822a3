package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes a live session to Kafka. Each message is visible downstream at once, whereas {@link TransactionalOutlet} holds a frame back until
 * some others have come. Delivery is at least once, and an earlier run that is still alive is not fenced: its messages have a lower epoch.
 *
 * <p>One thread; send callbacks run on the producer's.
 */
public final class PromptOutlet implements RecordOutlet {
    /** Time for what is in flight; when it passes, some of it may be missing. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** Longer than a producer waits for an answer before it gives a record up. */
    private static final Duration SETTLING = Duration.ofMinutes(10);

    private final LiveProducer producer;
    private final Supplier<Position> sent;
    private final SendAnswers answers = new SendAnswers();
    private final Deque<Future<RecordMetadata>> unanswered = new ArrayDeque<>();

    /** @param sent looks up what earlier runs have sent */
    PromptOutlet(LiveProducer producer, Supplier<Position> sent) {
        this.producer = producer;
        this.sent = sent;
    }

    /** An outlet that sends by a shared producer, which stays open; the caller closes the outlet. */
    public static PromptOutlet connect(Session session, LiveProducer producer, Cluster cluster, InstantSource clock) {
        return new PromptOutlet(producer, () -> PositionSearch.of(session, cluster, clock));
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
        while (!unanswered.isEmpty() && unanswered.getFirst().isDone()) {
            unanswered.removeFirst();
        }
        unanswered.add(producer.send(record, answers));
    }

    /** Waits for this session's records alone: those of another may wait for a broker that is down. */
    @Override
    public void settle() {
        if (!areAnswered(SETTLING)) {
            throw Thread.currentThread().isInterrupted()
                    ? new InterruptException("told to stop before all records were stored")
                    : new KafkaException("records were not answered within " + SETTLING.toMinutes() + " minutes");
        }
        answers.throwFailure();
    }

    @Override
    public long lastOffset() {
        return answers.lastOffset();
    }

    @Override
    public void close() {
        boolean _ = areAnswered(CLOSING);
    }

    /** Waits for the answer to each record; false if the time passed or the thread was interrupted, which it then stays. */
    private boolean areAnswered(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!unanswered.isEmpty() && isAnswered(unanswered.getFirst(), end - System.nanoTime())) {
            unanswered.removeFirst();
        }
        return unanswered.isEmpty();
    }

    private static boolean isAnswered(Future<RecordMetadata> record, long nanos) {
        try {
            record.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            // Which failure it was is known to the answers.
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
