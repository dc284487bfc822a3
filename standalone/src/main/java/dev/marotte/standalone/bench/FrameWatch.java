package dev.marotte.standalone.bench;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Watches the topics between the stages like any consumer, and notes when each frame arrived where. Pictures are not kept. One thread. */
final class FrameWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Consumer<byte[], byte[]> consumer;
    private final InstantSource clock;
    private final Map<Hop, List<Long>> ages = new EnumMap<>(Hop.class);
    private final Set<SessionId> ended = new HashSet<>();
    private final List<RenderedMessage.StageTimes> times = new ArrayList<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long rendered;
    private long dropped;

    /** The stages that a frame has passed. */
    enum Hop {
        INGEST("ingest"),
        LANDMARKS("landmarks"),
        RENDERED("rendered");

        private final String words;

        Hop(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    FrameWatch(Cluster cluster, InstantSource clock) {
        this.clock = clock;
        consumer = cluster.consumer(Map.of());
        List<TopicPartition> partitions = List.of(Topics.FRAMES, Topics.LANDMARKS, Topics.RENDERED).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        for (Hop hop : Hop.values()) {
            ages.put(hop, new ArrayList<>());
        }
    }

    /** Reads the records that have come. */
    void look() {
        consumer.poll(POLL).forEach(this::note);
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.FRAMES.name())) {
            message(Topics.FRAMES.decode(record.value())).ifPresent(this::noteFrame);
        } else if (record.topic().equals(Topics.LANDMARKS.name())) {
            message(Topics.LANDMARKS.decode(record.value())).ifPresent(this::noteLandmarks);
        } else {
            message(Topics.RENDERED.decode(record.value())).ifPresent(this::noteRendered);
        }
    }

    private static <V> Optional<V> message(Decoded<V> decoded) {
        return decoded instanceof Decoded.Readable<V>(V message) ? Optional.of(message) : Optional.empty();
    }

    private void noteFrame(FrameMessage message) {
        if (message instanceof DrivingFrame frame) {
            Instant captured = FrameTiming.instantOf(frame.timing().captureMicros());
            first = captured.isBefore(first) ? captured : first;
            note(Hop.INGEST, frame.timing());
        }
    }

    private void noteLandmarks(LandmarksMessage message) {
        if (message instanceof LandmarksMessage.Tracked tracked) {
            note(Hop.LANDMARKS, tracked.timing());
        }
    }

    private void noteRendered(RenderedMessage message) {
        FrameStamp stamp = message.stamp();
        switch (message) {
            case RenderedMessage.Rendered frame -> {
                rendered++;
                times.add(frame.times());
                last = clock.instant();
                note(Hop.RENDERED, frame.timing());
            }
            case RenderedMessage.Dropped _ -> dropped++;
            case RenderedMessage.EndOfRendered _ -> ended.add(stamp.session());
            case RenderedMessage.Held _ -> {}
        }
    }

    private void note(Hop hop, FrameTiming timing) {
        ages.getOrDefault(hop, new ArrayList<>())
                .add(timing.age(clock.instant()).toNanos() / 1_000);
    }

    /** Whether all of {@code sessions} are through. */
    boolean isThrough(Set<SessionId> sessions) {
        return ended.containsAll(sessions);
    }

    /** Ages of frames at a hop since their capture, in microseconds. */
    List<Long> agesAt(Hop hop) {
        return ages.getOrDefault(hop, List.of());
    }

    List<RenderedMessage.StageTimes> times() {
        return times;
    }

    long rendered() {
        return rendered;
    }

    long dropped() {
        return dropped;
    }

    /** The time from the first capture to the last rendered frame. */
    Duration took() {
        return Duration.between(first, last);
    }

    /** When the last frame was rendered. */
    Instant lastAt() {
        return last;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
