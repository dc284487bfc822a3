package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last message of each key of a compacted topic, as far as it was read. A record that cannot be read is as one that is not there. One thread. */
final class TopicTable<V> {
    private final Topic<V> topic;
    private final Map<String, V> messages = new LinkedHashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();

    TopicTable(Topic<V> topic) {
        this.topic = topic;
    }

    String topic() {
        return topic.name();
    }

    /** Takes the next record of the topic. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            remove(new String(record.key(), StandardCharsets.UTF_8), record);
        }
        if (topic.decode(record.value()) instanceof Readable<V>(V message)) {
            messages.put(topic.keyOf(message), message);
        }
    }

    private void remove(String key, ConsumerRecord<byte[], byte[]> record) {
        messages.remove(key);
        if (record.value() == null) {
            deleted.put(key, Instant.ofEpochMilli(record.timestamp()));
        } else {
            deleted.remove(key);
        }
    }

    /** Whether a key was deleted after {@code since}, and not written again. Forgets earlier deletions, so later calls are to name later moments. */
    boolean isDeletedSince(String key, Instant since) {
        deleted.values().removeIf(at -> at.isBefore(since));
        return deleted.containsKey(key);
    }

    Optional<V> find(String key) {
        return Optional.ofNullable(messages.get(key));
    }

    /** In the order of their last change. */
    List<V> all() {
        return List.copyOf(messages.values());
    }
}
