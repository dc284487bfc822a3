package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The last message of each key of a compacted topic, read from its start and followed. A record that cannot be read is as one that is not there. One thread. */
final class TopicTable<V> implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Topic<V> topic;
    private final Consumer<String, Decoded<V>> consumer;
    private final Duration timeout;
    private final InstantSource clock;
    private final Map<String, V> messages = new LinkedHashMap<>();

    /** @param timeout of {@link #refresh}; when it passes that throws, and can be called again */
    TopicTable(Topic<V> topic, Consumer<String, Decoded<V>> consumer, Duration timeout, InstantSource clock) {
        this.topic = topic;
        this.consumer = consumer;
        this.timeout = timeout;
        this.clock = clock;
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static <V> TopicTable<V> open(Topic<V> topic, Cluster cluster, Duration timeout, InstantSource clock) {
        Consumer<String, Decoded<V>> consumer =
                cluster.consumer(Map.of(), topic.keys().deserializer(), topic.deserializer());
        return new TopicTable<>(topic, consumer, timeout, clock);
    }

    /** Reads to what is the topic's end now. */
    void refresh() {
        Instant deadline = clock.instant().plus(timeout);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!isAt(ends)) {
            follow(POLL);
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException(topic + " could not be read within " + timeout.toSeconds() + " s");
            }
        }
    }

    /** Reads what comes within {@code wait}; returns as soon as something came. */
    void follow(Duration wait) {
        ConsumerRecords<String, Decoded<V>> records = consumer.poll(wait);
        for (ConsumerRecord<String, Decoded<V>> record : records) {
            note(record);
        }
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void note(ConsumerRecord<String, Decoded<V>> record) {
        if (record.key() != null) {
            messages.remove(record.key());
        }
        if (record.value() instanceof Readable<V>(V message)) {
            messages.put(topic.keyOf(message), message);
        }
    }

    Optional<V> find(String key) {
        return Optional.ofNullable(messages.get(key));
    }

    /** In the order of their last change. */
    List<V> all() {
        return List.copyOf(messages.values());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
