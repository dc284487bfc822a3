package dev.marotte.render;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Input that has been consumed but not committed yet.
 *
 * @param first for each partition, the offset to return to if the commit fails
 * @param next for each partition, the offset to commit
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

    /** Adds what was consumed after these. */
    ConsumedOffsets and(ConsumedOffsets later) {
        Map<TopicPartition, Long> allFirst = new HashMap<>(later.first);
        allFirst.putAll(first);
        Map<TopicPartition, OffsetAndMetadata> allNext = new HashMap<>(next);
        allNext.putAll(later.next);
        return new ConsumedOffsets(allFirst, allNext);
    }

    /** Leaves out partitions that now belong to another instance, which may be further on. */
    ConsumedOffsets without(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> restFirst = new HashMap<>(first);
        restFirst.keySet().removeAll(partitions);
        Map<TopicPartition, OffsetAndMetadata> restNext = new HashMap<>(next);
        restNext.keySet().removeAll(partitions);
        return new ConsumedOffsets(restFirst, restNext);
    }
}
