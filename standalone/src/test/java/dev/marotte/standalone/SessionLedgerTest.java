package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class SessionLedgerTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SESSIONS.name(), 0);

    private final AtomicLong seconds = new AtomicLong();

    @Test
    void givesUpWhenTheTopicDoesNotComeToItsEnd() {
        try (var consumer = consumer(1)) {
            assertThatThrownBy(() -> SessionLedger.read(consumer, this::tick)).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void passesOverWhatItCannotRead() {
        try (var consumer = consumer(1)) {
            consumer.schedulePollTask(
                    () -> consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, "someone", null)));

            assertThat(SessionLedger.read(consumer, this::tick).all()).isEmpty();
        }
    }

    /** A second passes each time somebody looks. */
    private Instant tick() {
        return Instant.ofEpochSecond(seconds.incrementAndGet());
    }

    private static MockConsumer<String, Decoded<Session>> consumer(long end) {
        var consumer = new MockConsumer<String, Decoded<Session>>("earliest");
        Node[] nodes = {Node.noNode()};
        consumer.updatePartitions(
                PARTITION.topic(), List.of(new PartitionInfo(PARTITION.topic(), 0, nodes[0], nodes, nodes)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }
}
