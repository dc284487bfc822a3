package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Finds the header of a session's sound, which comes before all of it, for those who join in the middle. Any thread. */
public record SoundHeaderSearch(Session session, Cluster cluster) {
    private static final Duration POLL = Duration.ofMillis(200);

    /**
     * Waits for the header; empty if the session has no sound, or when the header is not wanted any more.
     *
     * @param wanted asked five times a second
     * @throws KafkaException if the records cannot be read
     */
    public Optional<AudioHeader> await(BooleanSupplier wanted) {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(reading())) {
            return first(consumer, SessionRecords.in(Topics.AUDIO, session, consumer), wanted);
        }
    }

    /**
     * The header, if it is already there.
     *
     * @param limit of the time to look for it
     * @throws KafkaException if the records cannot be read
     */
    public Optional<AudioHeader> now(Duration limit, InstantSource clock) {
        Instant deadline = clock.instant().plus(limit);
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Cluster.lookingUp(reading()))) {
            SessionRecords records = SessionRecords.in(Topics.AUDIO, session, consumer);
            return first(
                    consumer,
                    records,
                    () -> consumer.position(records.partition()) < records.end()
                            && clock.instant().isBefore(deadline));
        }
    }

    private Map<String, Object> reading() {
        return Cluster.readingOf(session.profile());
    }

    private static Optional<AudioHeader> first(
            Consumer<byte[], byte[]> consumer, SessionRecords records, BooleanSupplier wanted) {
        consumer.assign(List.of(records.partition()));
        consumer.seek(records.partition(), records.start());
        while (wanted.getAsBoolean()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (records.contain(record)) {
                    return header(record.value());
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<AudioHeader> header(byte[] first) {
        return Topics.AUDIO.decode(first) instanceof Readable<AudioMessage>(AudioHeader header)
                ? Optional.of(header)
                : Optional.empty();
    }
}
