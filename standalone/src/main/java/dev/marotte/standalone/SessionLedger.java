package dev.marotte.standalone;

import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** The sessions that stand in the topic when it is read. Immutable. */
final class SessionLedger {
    /** Of one poll; a broker in this process answers in milliseconds. */
    private static final Duration POLL = Duration.ofSeconds(1);
    /** For the whole topic; when it passes, the command ends and nothing was changed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Map<SessionId, Session> sessions;

    private SessionLedger(Map<SessionId, Session> sessions) {
        this.sessions = sessions;
    }

    /** Reads the topic from its start to its present end. */
    static SessionLedger read(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try (Consumer<String, Decoded<Session>> consumer =
                new KafkaConsumer<>(settings, Topics.SESSIONS.keys().deserializer(), Topics.SESSIONS.deserializer())) {
            return read(consumer, InstantSource.system());
        }
    }

    static SessionLedger read(Consumer<String, Decoded<Session>> consumer, InstantSource clock) {
        Instant deadline = clock.instant().plus(TIMEOUT);
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.SESSIONS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var sessions = new LinkedHashMap<SessionId, Session>();
        while (!isAt(consumer, ends)) {
            consumer.poll(POLL).forEach(record -> note(record, sessions));
            requireBefore(deadline, clock);
        }
        return new SessionLedger(sessions);
    }

    private static void requireBefore(Instant deadline, InstantSource clock) {
        if (clock.instant().isAfter(deadline)) {
            throw new TimeoutException("the sessions could not be read within " + TIMEOUT.toSeconds() + " s");
        }
    }

    private static boolean isAt(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static void note(ConsumerRecord<String, Decoded<Session>> record, Map<SessionId, Session> sessions) {
        if (record.value() instanceof Decoded.Readable<Session>(Session session)) {
            sessions.remove(session.id());
            sessions.put(session.id(), session);
        }
    }

    Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** Oldest first. */
    List<Session> all() {
        return List.copyOf(sessions.values());
    }

    List<Session> unfinished() {
        return sessions.values().stream().filter(session -> !session.ended()).toList();
    }

    /**
     * The name of the next session that {@code stem} stands for: that of the unfinished one, which is gone on with, else one that was never
     * given, because records of a finished session stay.
     */
    SessionId nameFor(String stem) {
        int number = 1;
        SessionId id = new SessionId(stem);
        while (find(id).filter(Session::ended).isPresent()) {
            number++;
            id = new SessionId(stem + "-" + number);
        }
        return id;
    }
}
