package dev.marotte.standalone;

import dev.marotte.broker.EmbeddedBroker;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The frame indices that readers of committed records see in a data folder that nobody uses, in order; the end of a stream counts as the next index. */
record CommittedIndices(List<Long> landmarks, List<Long> rendered) {
    static CommittedIndices in(Path data) throws ExecutionException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("cluster"))) {
            Map<String, Object> client =
                    Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
            return new CommittedIndices(
                    read(client, Topics.LANDMARKS, LandmarksMessage::stamp),
                    read(client, Topics.RENDERED, RenderedMessage::stamp));
        }
    }

    private static <V> List<Long> read(Map<String, Object> client, Topic<V> topic, Function<V, FrameStamp> stamp)
            throws ExecutionException, InterruptedException {
        return exists(client, topic) ? readAll(client, topic, stamp) : List.of();
    }

    private static boolean exists(Map<String, Object> client, Topic<?> topic)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", client.get("bootstrap.servers")))) {
            return admin.listTopics().names().get().contains(topic.name());
        }
    }

    private static <V> List<Long> readAll(Map<String, Object> client, Topic<V> topic, Function<V, FrameStamp> stamp) {
        TopicPartition partition = new TopicPartition(topic.name(), 0);
        List<Long> indices = new ArrayList<>();
        try (Consumer<String, Decoded<V>> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), topic.deserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, Decoded<V>> record : consumer.poll(Duration.ofSeconds(1))) {
                    indices.add(stamp.apply(readable(record.value())).index());
                }
            }
        }
        return indices;
    }

    private static <V> V readable(Decoded<V> decoded) {
        return switch (decoded) {
            case Decoded.Readable<V>(V message) -> message;
            case Decoded.Unreadable<V> unreadable -> throw new AssertionError(unreadable.reason());
        };
    }
}
