package dev.marotte.runtime.sessions;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The sessions in the partitions that a process owns, read from the topic of sessions. A partition is read from its start whenever it is assigned, and
 * its sessions count only once it has been read to the end it had at that time. One thread, except for {@link #byPartition}, which any thread may call.
 */
final class OwnedSessions {
    private final ToLongFunction<TopicPartition> position;
    private final Map<TopicPartition, Map<SessionId, Session>> known = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private boolean changed;
    private volatile Map<Integer, List<Session>> published = Map.of();

    /** @param position of the next record to be read from a partition */
    OwnedSessions(ToLongFunction<TopicPartition> position) {
        this.position = position;
    }

    /** @param given newly assigned partitions, with their current end offsets */
    void add(Map<TopicPartition, Long> given) {
        changed = true;
        ends.putAll(given);
        given.keySet().forEach(partition -> known.put(partition, new HashMap<>()));
    }

    /** Forgets partitions that this process has lost, and returns the sessions in them. */
    Set<SessionId> remove(Collection<TopicPartition> lost) {
        changed = true;
        Set<SessionId> sessions = new HashSet<>();
        for (TopicPartition partition : lost) {
            sessions.addAll(known.getOrDefault(partition, Map.of()).keySet());
            known.remove(partition);
            ends.remove(partition);
        }
        return sessions;
    }

    /** Applies a record; ignores one that cannot be read. */
    void note(ConsumerRecord<String, Decoded<Session>> record) {
        changed = true;
        Map<SessionId, Session> sessions =
                known.getOrDefault(new TopicPartition(record.topic(), record.partition()), Map.of());
        if (record.value() instanceof Readable<Session>(Session session)) {
            sessions.put(session.id(), session);
        } else if (record.value() == null && record.key() != null) {
            sessions.keySet().removeIf(id -> id.value().equals(record.key()));
        }
    }

    /** The sessions of all partitions that have been read. */
    List<Session> read() {
        return known.entrySet().stream()
                .filter(partition -> isRead(partition.getKey()))
                .flatMap(partition -> partition.getValue().values().stream())
                .toList();
    }

    /** The ids of all sessions seen, including those in partitions that are still being read. */
    Set<SessionId> seen() {
        return known.values().stream()
                .flatMap(sessions -> sessions.keySet().stream())
                .collect(Collectors.toSet());
    }

    /** Whether every partition has been read. */
    boolean isWhole() {
        return known.keySet().stream().allMatch(this::isRead);
    }

    private boolean isRead(TopicPartition partition) {
        return position.applyAsLong(partition) >= ends.getOrDefault(partition, 0L);
    }

    /** Brings {@link #byPartition} up to date. */
    void publish() {
        if (changed) {
            Map<Integer, List<Session>> now = new HashMap<>();
            known.forEach((partition, sessions) -> {
                if (isRead(partition)) {
                    now.put(partition.partition(), List.copyOf(sessions.values()));
                }
            });
            published = Map.copyOf(now);
            changed = now.size() < known.size();
        }
    }

    /** All sessions of the partitions that have been read, by partition. Any thread. */
    Map<Integer, List<Session>> byPartition() {
        return published;
    }
}
