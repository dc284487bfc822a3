package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** Kafka's consumer for tests, on a log that stays: whoever seeks back is given the records again. */
final class ReplayingConsumer extends MockConsumer<String, Decoded<LandmarksMessage>> {
    private final Map<TopicPartition, List<ConsumerRecord<String, Decoded<LandmarksMessage>>>> log = new HashMap<>();

    ReplayingConsumer() {
        super("earliest");
    }

    /** To be called once the partitions are subscribed to. */
    void assigned(TopicPartition... partitions) {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (TopicPartition partition : partitions) {
            beginnings.put(partition, 0L);
        }
        updateBeginningOffsets(beginnings);
        rebalance(List.of(partitions));
    }

    void append(TopicPartition partition, String key, Decoded<LandmarksMessage> value, Headers headers) {
        List<ConsumerRecord<String, Decoded<LandmarksMessage>>> records =
                log.computeIfAbsent(partition, _ -> new ArrayList<>());
        ConsumerRecord<String, Decoded<LandmarksMessage>> record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                records.size(),
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
        records.add(record);
        addRecord(record);
    }

    /** As Kafka's own, it hands back what it has first. */
    @Override
    public void close(CloseOptions options) {
        rebalance(List.of());
        super.close(options);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        log.getOrDefault(partition, List.of()).stream()
                .filter(record -> record.offset() >= offset)
                .forEach(this::addRecord);
    }
}
