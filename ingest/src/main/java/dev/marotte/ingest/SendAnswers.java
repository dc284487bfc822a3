package dev.marotte.ingest;

import dev.marotte.schemas.Topics;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Carries to the thread that sends what the broker answered: the first record that was not taken, and where the last frame stands. */
final class SendAnswers implements Callback {
    private static final Set<String> OF_FRAMES = Set.of(Topics.FRAMES.name(), Topics.LANDMARKS.name());

    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();
    private final AtomicLong lastOffset = new AtomicLong(-1);

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            first.compareAndSet(null, exception);
        } else if (metadata != null && OF_FRAMES.contains(metadata.topic())) {
            lastOffset.accumulateAndGet(metadata.offset(), Math::max);
        }
    }

    /** As {@link Outlet#lastOffset}. */
    long lastOffset() {
        return lastOffset.get();
    }

    void throwFirst() {
        Exception failure = first.get();
        if (failure != null) {
            throw new KafkaException("a record was not taken", failure);
        }
    }
}
