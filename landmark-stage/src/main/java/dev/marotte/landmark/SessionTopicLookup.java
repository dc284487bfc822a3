package dev.marotte.landmark;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads one partition of the sessions' topic from its start to its end, which is small and seldom needed. A missing session is not looked up again at
 * once, because writers of frames have read the session first. One task's thread.
 */
final class SessionTopicLookup implements SessionLookup {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Time limit for reading; when it passes, the stage fails and restarts where it was. */
    private static final Duration READING = Duration.ofSeconds(30);
    /** Pause between two lookups of the same session. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final TopicPartition partition;
    private final InstantSource clock;
    private final Map<SessionId, Instant> missing = new HashMap<>();

    SessionTopicLookup(Cluster cluster, int partition, InstantSource clock) {
        this.cluster = cluster;
        this.partition = new TopicPartition(Topics.SESSIONS.name(), partition);
        this.clock = clock;
    }

    @Override
    public Optional<Session> find(SessionId id) {
        Instant now = clock.instant();
        missing.values().removeIf(since -> since.plus(PAUSE).isBefore(now));
        if (missing.containsKey(id)) {
            return Optional.empty();
        }
        Optional<Session> session = read(id);
        if (session.isEmpty()) {
            missing.put(id, now);
        }
        return session;
    }

    private Optional<Session> read(SessionId id) {
        try (Consumer<String, Decoded<Session>> consumer = cluster.consumer(
                Cluster.lookingUp(Map.of()), Topics.SESSIONS.keys().deserializer(), Topics.SESSIONS.deserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            return last(id, end, consumer);
        }
    }

    private Optional<Session> last(SessionId id, long end, Consumer<String, Decoded<Session>> consumer) {
        Instant deadline = clock.instant().plus(READING);
        Optional<Session> session = Optional.empty();
        while (consumer.position(partition) < end) {
            if (clock.instant().isAfter(deadline)) {
                throw new TimeoutException(Topics.SESSIONS + " could not be read in time");
            }
            for (ConsumerRecord<String, Decoded<Session>> record : consumer.poll(POLL)) {
                if (id.value().equals(record.key())) {
                    session = readable(record);
                }
            }
        }
        return session;
    }

    private static Optional<Session> readable(ConsumerRecord<String, Decoded<Session>> record) {
        return record.value() instanceof Readable<Session>(Session session) ? Optional.of(session) : Optional.empty();
    }
}
