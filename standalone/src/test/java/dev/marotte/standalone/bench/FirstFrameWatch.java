package dev.marotte.standalone.bench;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads frames and what became of them and finds the first frame of each session in them. One thread. */
final class FirstFrameWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final List<Topic<?>> TOPICS = List.of(Topics.FRAMES, Topics.RENDERED);

    private final Consumer<byte[], byte[]> consumer;
    /** When the record of a topic was sent. */
    private final Map<String, Long> sent = new HashMap<>();

    private Optional<DrivingFrame> frame = Optional.empty();
    private Optional<RenderedMessage> outcome = Optional.empty();

    FirstFrameWatch(Cluster cluster) {
        consumer = cluster.consumer(Map.of());
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits until all that is asked of the session's first frame has come. */
    FirstFrame await(Session session) {
        sent.clear();
        frame = Optional.empty();
        outcome = Optional.empty();
        while (sent.size() < TOPICS.size()) {
            consumer.poll(POLL).forEach(record -> note(record, session.id()));
        }
        return new FirstFrame(
                session.opening().at().toEpochMilli(),
                frame.orElseThrow().timing().captureMicros() / 1000,
                sentOf(Topics.FRAMES),
                sentOf(Topics.RENDERED),
                outcome.orElseThrow());
    }

    private long sentOf(Topic<?> topic) {
        return sent.getOrDefault(topic.name(), 0L);
    }

    private void note(ConsumerRecord<byte[], byte[]> record, SessionId session) {
        if (record.topic().equals(Topics.FRAMES.name())) {
            if (Topics.FRAMES.decode(record.value()) instanceof Readable<FrameMessage>(DrivingFrame first)
                    && isFirst(first.stamp(), session)) {
                frame = Optional.of(first);
                sent.put(record.topic(), record.timestamp());
            }
        } else if (Topics.RENDERED.decode(record.value()) instanceof Readable<RenderedMessage>(RenderedMessage first)
                && isFirst(first.stamp(), session)) {
            outcome = Optional.of(first);
            sent.put(record.topic(), record.timestamp());
        }
    }

    private static boolean isFirst(FrameStamp stamp, SessionId session) {
        return stamp.index() == 0 && stamp.session().equals(session);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
