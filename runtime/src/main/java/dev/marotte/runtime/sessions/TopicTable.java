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
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last message of each key of a compacted topic, as far as it was read. A key whose record cannot be read counts as absent. One thread. */
final class TopicTable<V> {
    private final Topic<V> topic;
    private final BinaryOperator<V> successor;
    private final Consumer<ConsumerRecord<byte[], byte[]>> onRecord;
    private final Map<String, V> messages = new LinkedHashMap<>();
    private final Map<String, Instant> deleted = new HashMap<>();

    TopicTable(Topic<V> topic) {
        this(topic, (_, next) -> next);
    }

    /** @param onRecord gets each raw record, for instance to read its headers */
    TopicTable(Topic<V> topic, Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        this(topic, (_, next) -> next, onRecord);
    }

    /** @param successor decides what a message becomes when another one of its key arrives */
    TopicTable(Topic<V> topic, BinaryOperator<V> successor) {
        this(topic, successor, _ -> {});
    }

    private TopicTable(Topic<V> topic, BinaryOperator<V> successor, Consumer<ConsumerRecord<byte[], byte[]>> onRecord) {
        this.topic = topic;
        this.successor = successor;
        this.onRecord = onRecord;
    }

    String topic() {
        return topic.name();
    }

    /** Applies the next record of the topic. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        onRecord.accept(record);
        Optional<V> before = record.key() == null
                ? Optional.empty()
                : remove(new String(record.key(), StandardCharsets.UTF_8), record);
        if (topic.decode(record.value()) instanceof Readable<V>(V message)) {
            messages.put(
                    topic.keyOf(message),
                    before.map(known -> successor.apply(known, message)).orElse(message));
        }
    }

    private Optional<V> remove(String key, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            deleted.put(key, Instant.ofEpochMilli(record.timestamp()));
        } else {
            deleted.remove(key);
        }
        return Optional.ofNullable(messages.remove(key));
    }

    /** Whether a key was deleted after {@code since}, and not written again. Forgets earlier deletions, so {@code since} must not go back from call to call. */
    boolean isDeletedSince(String key, Instant since) {
        deleted.values().removeIf(at -> at.isBefore(since));
        return deleted.containsKey(key);
    }

    Optional<V> find(String key) {
        return Optional.ofNullable(messages.get(key));
    }

    /** All messages, in the order of their last change. */
    List<V> all() {
        return List.copyOf(messages.values());
    }
}
