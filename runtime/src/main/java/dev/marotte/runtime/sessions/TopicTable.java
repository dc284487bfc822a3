package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last message of each key of a compacted topic, as far as it was read. A record that cannot be read is as one that is not there. One thread. */
final class TopicTable<V> {
    private final Topic<V> topic;
    private final BinaryOperator<V> successor;
    private final Map<String, V> messages = new LinkedHashMap<>();

    TopicTable(Topic<V> topic) {
        this(topic, (_, next) -> next);
    }

    /** @param successor what counts after a message when another one of its key comes */
    TopicTable(Topic<V> topic, BinaryOperator<V> successor) {
        this.topic = topic;
        this.successor = successor;
    }

    String topic() {
        return topic.name();
    }

    /** Takes the next record of the topic. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        Optional<V> before = record.key() == null
                ? Optional.empty()
                : Optional.ofNullable(messages.remove(new String(record.key(), StandardCharsets.UTF_8)));
        if (topic.decode(record.value()) instanceof Readable<V>(V message)) {
            messages.put(
                    topic.keyOf(message),
                    before.map(known -> successor.apply(known, message)).orElse(message));
        }
    }

    Optional<V> find(String key) {
        return Optional.ofNullable(messages.get(key));
    }

    /** In the order of their last change. */
    List<V> all() {
        return List.copyOf(messages.values());
    }
}
