package dev.marotte.sink.live;

import static org.awaitility.Awaitility.await;

import dev.marotte.sink.Inlet;
import dev.marotte.sink.Inlet.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a broker would give them back, and what an inlet makes of them. */
final class TestRecords {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private TestRecords() {}

    /** In the first partition of the topic. */
    static ConsumerRecord<byte[], byte[]> at(long offset, ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }

    /** The sequences of all sound that comes until there is as much as expected. */
    static List<Long> received(Inlet inlet, int expected) {
        List<Long> sequences = new ArrayList<>();
        await().pollInSameThread().atMost(LONGEST).until(() -> {
            inlet.poll(Duration.ofMillis(100))
                    .forEach(each ->
                            sequences.add(((Received.OfSound) each).message().sequence()));
            return sequences.size() >= expected;
        });
        return sequences;
    }
}
