package dev.marotte.render;

import dev.marotte.schemas.LandmarksMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions that are paused until the tables have what their next message names. Sessions of other partitions go on, and the order within each partition
 * is kept. One thread.
 */
final class HeldPartitions {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, LandmarksMessage> held = new HashMap<>();

    HeldPartitions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** Pauses the record's partition; when it resumes, it starts with this record again. */
    void hold(ConsumerRecord<?, ?> record, LandmarksMessage message) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        consumer.seek(partition, record.offset());
        consumer.pause(List.of(partition));
        held.put(partition, message);
    }

    /** Resumes partitions whose next message need not wait any longer. */
    void releaseUnless(Predicate<LandmarksMessage> waits) {
        List<TopicPartition> released = held.entrySet().stream()
                .filter(entry -> !waits.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        consumer.resume(released);
        held.keySet().removeAll(released);
    }

    /** Forgets partitions that now belong to another instance. */
    void forget(Collection<TopicPartition> partitions) {
        held.keySet().removeAll(partitions);
    }

    int count() {
        return held.size();
    }
}
