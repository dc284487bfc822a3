package dev.marotte.render;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Input that was taken and is not committed yet.
 *
 * @param first of each partition: where to go back to if it cannot be committed
 * @param next of each partition: what is committed
 */
record ConsumedOffsets(Map<TopicPartition, Long> first, Map<TopicPartition, OffsetAndMetadata> next) {
    static final ConsumedOffsets NONE = new ConsumedOffsets(Map.of(), Map.of());

    ConsumedOffsets {
        first = Map.copyOf(first);
        next = Map.copyOf(next);
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    /** These and what was taken after them. */
    ConsumedOffsets and(ConsumedOffsets later) {
        Map<TopicPartition, Long> allFirst = new HashMap<>(later.first);
        allFirst.putAll(first);
        Map<TopicPartition, OffsetAndMetadata> allNext = new HashMap<>(next);
        allNext.putAll(later.next);
        return new ConsumedOffsets(allFirst, allNext);
    }

    /** Without partitions that are another instance's by now: it may be further. */
    ConsumedOffsets without(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> restFirst = new HashMap<>(first);
        restFirst.keySet().removeAll(partitions);
        Map<TopicPartition, OffsetAndMetadata> restNext = new HashMap<>(next);
        restNext.keySet().removeAll(partitions);
        return new ConsumedOffsets(restFirst, restNext);
    }
}
