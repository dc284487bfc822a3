package dev.marotte.render;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sessions that were opened in a loop's partitions and have not been prepared yet. Their first frames come a moment later, and thanks to the preparation
 * need not wait for an identity to be read. Also counts the open sessions. One thread, which never waits here.
 */
final class OpenSessions implements AutoCloseable {
    private final Consumer<String, Decoded<Session>> consumer;
    private final Profile profile;
    private final Map<String, Opened> opened = new LinkedHashMap<>();
    private final Map<String, TopicPartition> open = new HashMap<>();

    /** @param consumer a consumer without a group */
    OpenSessions(Consumer<String, Decoded<Session>> consumer, Profile profile) {
        this.consumer = consumer;
        this.profile = profile;
    }

    /** @param landmarks partitions that were assigned to the loop: a session is in the same partition of every topic */
    void add(Collection<TopicPartition> landmarks) {
        List<TopicPartition> added = sessionsOf(landmarks);
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(added);
        consumer.assign(all);
        consumer.seekToBeginning(added);
    }

    /** @param landmarks partitions that the loop has lost */
    void remove(Collection<TopicPartition> landmarks) {
        List<TopicPartition> removed = sessionsOf(landmarks);
        Set<TopicPartition> rest = new HashSet<>(consumer.assignment());
        rest.removeAll(removed);
        consumer.assign(rest);
        opened.values().removeIf(each -> removed.contains(each.partition()));
        open.values().removeIf(removed::contains);
    }

    private static List<TopicPartition> sessionsOf(Collection<TopicPartition> landmarks) {
        return landmarks.stream()
                .map(partition -> new TopicPartition(Topics.SESSIONS.name(), partition.partition()))
                .toList();
    }

    /** Takes one session to prepare; empty if there is none now. */
    Optional<Session> next(Predicate<IdentityRef> known) {
        if (!consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ZERO).forEach(this::note);
        }
        Optional<Opened> next = opened.values().stream()
                .filter(each -> known.test(each.session().identity()))
                .findFirst();
        next.ifPresent(opened.values()::remove);
        return next.map(Opened::session);
    }

    private void note(ConsumerRecord<String, Decoded<Session>> record) {
        opened.remove(record.key());
        open.remove(record.key());
        if (record.value() instanceof Readable<Session>(Session session)
                && session.isOpen()
                && session.profile() == profile) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            opened.put(record.key(), new Opened(session, partition));
            open.put(record.key(), partition);
        }
    }

    /** Number of the profile's sessions that are open in the loop's partitions. */
    int count() {
        return open.size();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private record Opened(Session session, TopicPartition partition) {}
}
