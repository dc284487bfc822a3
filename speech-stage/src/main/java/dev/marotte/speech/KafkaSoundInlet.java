package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a session's sound from Kafka, starting where the session was opened. Records that cannot be read are skipped and become silence. */
final class KafkaSoundInlet implements SoundInlet {
    private static final Duration POLL = Duration.ofMillis(100);

    private final SessionRecords records;
    private final Consumer<byte[], byte[]> consumer;

    private KafkaSoundInlet(SessionRecords records, Consumer<byte[], byte[]> consumer) {
        this.records = records;
        this.consumer = consumer;
        consumer.assign(List.of(records.partition()));
        consumer.seek(records.partition(), records.start());
    }

    /** Connects to Kafka; the caller closes the result. */
    static KafkaSoundInlet connect(Session session, Cluster cluster) {
        Consumer<byte[], byte[]> consumer =
                cluster.forProfile(session.profile()).consumer(Cluster.readingOf(session.profile()));
        return new KafkaSoundInlet(SessionRecords.in(Topics.AUDIO, session, consumer), consumer);
    }

    @Override
    public List<HeardSound> poll() {
        List<HeardSound> messages = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (records.contain(record)
                    && Topics.AUDIO.decode(record.value()) instanceof Readable<AudioMessage>(AudioMessage message)) {
                messages.add(new HeardSound(message, Instant.ofEpochMilli(record.timestamp())));
            }
        }
        return messages;
    }

    /** Closes cleanly even if the thread was interrupted: an interrupted consumer could not leave properly and would log that. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        consumer.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
