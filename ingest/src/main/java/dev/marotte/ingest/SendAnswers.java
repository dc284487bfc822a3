package dev.marotte.ingest;

import dev.marotte.schemas.Topics;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Carries the broker's answers to the sending thread: why a record was rejected, and the offset of the last frame. */
final class SendAnswers implements Callback {
    private static final Set<String> OF_FRAMES = Set.of(Topics.FRAMES.name(), Topics.LANDMARKS.name());

    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicLong lastOffset = new AtomicLong(-1);

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure.updateAndGet(earlier -> earlier == null || isFencing(exception) ? exception : earlier);
        } else if (metadata != null && OF_FRAMES.contains(metadata.topic())) {
            lastOffset.accumulateAndGet(metadata.offset(), Math::max);
        }
    }

    /** The same as {@link Outlet#lastOffset}. */
    long lastOffset() {
        return lastOffset.get();
    }

    /**
     * Throws if a record was rejected.
     *
     * @throws ProducerFencedException or {@link InvalidProducerEpochException}, if this run was fenced by another run of the session, or by a
     *     broker because a transaction timed out
     */
    void throwFailure() {
        switch (failure.get()) {
            case null -> {}
            case ProducerFencedException fenced -> throw fenced;
            case InvalidProducerEpochException fenced -> throw fenced;
            case Exception other -> throw new KafkaException("a record was not taken", other);
        }
    }

    private static boolean isFencing(Exception exception) {
        return exception instanceof ProducerFencedException || exception instanceof InvalidProducerEpochException;
    }
}
