package dev.marotte.standalone.bench;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the topics between the stages and counts the records of the seats. Ages are by this machine's clock, so it should agree with the clocks of the
 * machines that read the sources. One thread.
 */
final class SeatWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource clock;
    private final Map<SessionId, SeatTally> seats = new HashMap<>();
    private final Set<SessionId> ended = new HashSet<>();

    SeatWatch(Cluster cluster, InstantSource clock) {
        this.clock = clock;
        consumer = cluster.consumer(Map.of());
        List<TopicPartition> partitions = Stream.of(Topics.FRAMES, Topics.AUDIO, Topics.LANDMARKS, Topics.RENDERED)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Counts the records of {@code session} for a seat. */
    void seat(SessionId session, SeatTally tally) {
        seats.put(session, tally);
    }

    /** Reads the records that have come; returns within 20 ms if there are none. */
    void look() {
        consumer.poll(POLL).forEach(this::note);
    }

    boolean hasEnded(SessionId session) {
        return ended.contains(session);
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        SeatTally tally = seats.get(new SessionId(key.substring(0, Math.max(0, key.indexOf('/')))));
        if (tally != null) {
            tally.passed(record.serializedKeySize() + Math.max(0, record.serializedValueSize()));
            if (record.topic().equals(Topics.RENDERED.name())
                    && Topics.RENDERED.decode(record.value())
                            instanceof Decoded.Readable<RenderedMessage>(RenderedMessage message)) {
                note(message, tally);
            }
        }
    }

    private void note(RenderedMessage message, SeatTally tally) {
        switch (message) {
            case RenderedMessage.Rendered frame -> tally.rendered(frame.timing().age(clock.instant()));
            case RenderedMessage.Dropped _ -> tally.dropped();
            case RenderedMessage.EndOfRendered _ -> ended.add(message.stamp().session());
            case RenderedMessage.Held _ -> {}
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
