package dev.marotte.ingest;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Carries the first record that was not taken from the producer's thread to the one that sends. */
final class SendFailures implements Callback {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            first.compareAndSet(null, exception);
        }
    }

    void throwFirst() {
        Exception failure = first.get();
        if (failure != null) {
            throw new KafkaException("a record was not taken", failure);
        }
    }
}
