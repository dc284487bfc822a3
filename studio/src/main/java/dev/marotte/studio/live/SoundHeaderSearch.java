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

/** Looks for what a session's sound is: that stands before all of it, and whoever begins to watch begins in its middle. Any thread. */
record SoundHeaderSearch(Session session, Cluster cluster) {
    private static final Logger LOG = LoggerFactory.getLogger(SoundHeaderSearch.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** Tells a broadcast of it. What clients push is Opus there already, or here; of any other session it has to be found, on a thread of its own. */
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
     * Waits for the session's first word about sound; nothing where it has none, or when that is not wanted any more.
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
