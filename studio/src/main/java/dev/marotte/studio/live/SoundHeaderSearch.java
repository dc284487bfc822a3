package dev.marotte.studio.live;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionRecords;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the header of a session's sound, which comes before all of it, while a viewer joins in the middle. Any thread. */
record SoundHeaderSearch(Session session, Cluster cluster) {
    private static final Logger LOG = LoggerFactory.getLogger(SoundHeaderSearch.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Tells a broadcast the header. What clients push is Opus, encoded there or here; for other sessions a thread of its own looks for it. */
    void tell(Broadcast broadcast) {
        if (session.source().isPushed()) {
            broadcast.take(new AudioHeader(session.id(), AudioCodec.OPUS, OpusUnits.RATE, 1, OpusUnits.setup()));
            return;
        }
        Thread.ofVirtual().name("sound-" + session.id()).start(() -> {
            try {
                find(() -> !broadcast.isClosed()).ifPresent(broadcast::take);
            } catch (KafkaException unreachable) {
                LOG.atInfo()
                        .addKeyValue("session", session.id())
                        .setCause(unreachable)
                        .log("Session is watched without sound");
            }
        });
    }

    /**
     * Waits for the session's sound header; empty if there is none, or when it is not wanted any more.
     *
     * @param wanted asked twice a second
     */
    Optional<AudioHeader> find(BooleanSupplier wanted) {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Cluster.readingOf(session.profile()))) {
            SessionRecords records = SessionRecords.in(Topics.AUDIO, session, consumer);
            consumer.assign(List.of(records.partition()));
            consumer.seek(records.partition(), records.start());
            while (wanted.getAsBoolean()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (records.contain(record)) {
                        return header(record.value());
                    }
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
