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
 * Partitions that give nothing until the tables have what their next message names. Held back alone, so that sessions of other partitions go
 * on; the order within each stays. One thread.
 */
final class HeldPartitions {
    private final Consumer<?, ?> consumer;
    private final Map<TopicPartition, LandmarksMessage> held = new HashMap<>();

    HeldPartitions(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** Nothing comes from the record's partition any more, and then the record again. */
    void hold(ConsumerRecord<?, ?> record, LandmarksMessage message) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        consumer.seek(partition, record.offset());
        consumer.pause(List.of(partition));
        held.put(partition, message);
    }

    /** Lets those go on whose next message need not wait any longer. */
    void releaseUnless(Predicate<LandmarksMessage> waits) {
        List<TopicPartition> released = held.entrySet().stream()
                .filter(entry -> !waits.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        consumer.resume(released);
        held.keySet().removeAll(released);
    }

    /** They are another instance's now. */
    void forget(Collection<TopicPartition> partitions) {
        held.keySet().removeAll(partitions);
    }

    int count() {
        return held.size();
    }
}
