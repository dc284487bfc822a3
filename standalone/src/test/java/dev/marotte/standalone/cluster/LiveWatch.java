package dev.marotte.standalone.cluster;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Watches what becomes of the frames of live sessions, on a thread of its own, and keeps the longest time in which none came. */
final class LiveWatch implements Runnable {
    private final Cluster cluster;
    private final Map<SessionId, Standing> standings = new HashMap<>();
    private volatile boolean stopped;

    LiveWatch(Cluster cluster, List<SessionId> sessions) {
        this.cluster = cluster;
        sessions.forEach(session -> standings.put(session, new Standing()));
    }

    @Override
    public void run() {
        try (Consumer<String, Decoded<RenderedMessage>> consumer = cluster.consumer(
                Map.of("isolation.level", "read_uncommitted"),
                Topics.RENDERED.keys().deserializer(),
                Topics.RENDERED.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.RENDERED.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!stopped) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> note(record.value()));
            }
        }
    }

    private void note(Decoded<RenderedMessage> decoded) {
        if (decoded instanceof Decoded.Readable<RenderedMessage>(RenderedMessage message)) {
            Standing standing = standings.get(message.stamp().session());
            if (standing != null) {
                standing.note(message);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** Asked for after the thread has ended. */
    Map<SessionId, Standing> standings() {
        return standings;
    }

    /** Where a live session stands. */
    static final class Standing {
        private long highest = -1;
        private long lastNanos;
        private long longestNanos;
        private boolean ended;

        private void note(RenderedMessage message) {
            ended |= message instanceof RenderedMessage.EndOfRendered;
            if (message.stamp().index() > highest) {
                long now = System.nanoTime();
                longestNanos = highest < 0 ? 0 : Math.max(longestNanos, now - lastNanos);
                highest = message.stamp().index();
                lastNanos = now;
            }
        }

        long highest() {
            return highest;
        }

        boolean ended() {
            return ended;
        }

        Duration longestPause() {
            return Duration.ofNanos(longestNanos);
        }
    }
}
