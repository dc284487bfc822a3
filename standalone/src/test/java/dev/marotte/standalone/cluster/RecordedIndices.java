package dev.marotte.standalone.cluster;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The indices that readers of committed landmarks see of each session, in their order. */
final class RecordedIndices {
    private RecordedIndices() {}

    static Map<SessionId, List<Long>> of(Cluster cluster) {
        Map<SessionId, List<Long>> indices = new HashMap<>();
        try (Consumer<String, Decoded<LandmarksMessage>> consumer =
                cluster.consumer(Map.of(), Topics.LANDMARKS.keys().deserializer(), Topics.LANDMARKS.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LANDMARKS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> note(record.value(), indices));
            }
        }
        return indices;
    }

    private static void note(Decoded<LandmarksMessage> decoded, Map<SessionId, List<Long>> indices) {
        switch (decoded) {
            case Decoded.Readable<LandmarksMessage>(LandmarksMessage message) ->
                indices.computeIfAbsent(message.stamp().session(), _ -> new ArrayList<>())
                        .add(message.stamp().index());
            case Decoded.Unreadable<LandmarksMessage> unreadable -> throw new AssertionError(unreadable.reason());
        }
    }
}
