package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads several topics from their start into tables and follows them, all with one consumer. One thread. */
final class TableReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Time that the fetch under way may delay a refresh. */
    private static final Duration FETCH_WAIT = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, TopicTable<?>> tables;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param timeout of {@link #refresh}; when it passes, {@code refresh} throws and can be called again */
    TableReader(Consumer<byte[], byte[]> consumer, List<TopicTable<?>> tables, Duration timeout, InstantSource clock) {
        this.consumer = consumer;
        this.tables = tables.stream().collect(Collectors.toMap(TopicTable::topic, Function.identity()));
        this.timeout = timeout;
        this.clock = clock;
        List<TopicPartition> partitions = tables.stream()
                .flatMap(table -> consumer.partitionsFor(table.topic()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static TableReader open(Cluster cluster, List<TopicTable<?>> tables, Duration timeout, InstantSource clock) {
        return new TableReader(cluster.consumer(Cluster.waiting(FETCH_WAIT, Map.of())), tables, timeout, clock);
    }

    /** Reads to the current end of the topics. */
    void refresh() {
        Instant deadline = clock.instant().plus(timeout);
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!isAt(ends)) {
            follow(POLL);
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException(tables.keySet() + " could not be read within " + timeout.toSeconds() + " s");
            }
        }
    }

    /** Reads the records that arrive within {@code wait}; returns as soon as there are some. */
    void follow(Duration wait) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            TopicTable<?> table = tables.get(record.topic());
            if (table != null) {
                table.take(record);
            }
        }
    }

    /** The number of partitions of a topic. */
    int partitions(Topic<?> topic) {
        return Math.toIntExact(consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .count());
    }

    private boolean isAt(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
