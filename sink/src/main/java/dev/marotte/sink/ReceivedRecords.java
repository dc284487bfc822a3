package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import dev.marotte.schemas.InterruptionHeader;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import dev.marotte.sink.Inlet.Received;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes the records of one session in {@code marotte.rendered} and {@code marotte.audio}. Immutable. */
public final class ReceivedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedRecords.class);

    private final SessionId session;
    private final byte[] keyPrefix;

    public ReceivedRecords(SessionId session) {
        this.session = session;
        keyPrefix = (session.value() + "/").getBytes(StandardCharsets.UTF_8);
    }

    /** The messages of the session among {@code records}, in their order. */
    public List<Received> decode(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Received> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record).ifPresent(each -> add(each, record, received));
        }
        return received;
    }

    private static void add(Received read, ConsumerRecord<byte[], byte[]> record, List<Received> received) {
        if (InterruptionHeader.isOn(record) && read instanceof Received.OfSound(AudioUnit unit)) {
            received.add(new Received.OfInterruption(unit.pts()));
        }
        received.add(read);
    }

    /** A record without a value is a tombstone. */
    private Optional<Received> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || isOfAnother(record.key())) {
            return Optional.empty();
        }
        return record.topic().equals(Topics.AUDIO.name())
                ? read(record, Topics.AUDIO, message -> message.session().equals(session), Received.OfSound::new)
                : read(
                        record,
                        Topics.RENDERED,
                        message -> message.stamp().session().equals(session),
                        Received.OfFrame::new);
    }

    /**
     * Checks the key, because the partition is shared and most of its records belong to other sessions: decoding those would cost as much as decoding
     * one's own.
     */
    private boolean isOfAnother(byte @Nullable [] key) {
        return key != null && Arrays.mismatch(keyPrefix, key) != keyPrefix.length;
    }

    /** An unreadable record leaves a hole: the last picture stays. */
    private static <V> Optional<Received> read(
            ConsumerRecord<byte[], byte[]> record, Topic<V> topic, Predicate<V> ours, Function<V, Received> received) {
        Decoded<V> decoded = topic.decode(record.value());
        return switch (decoded) {
            case Readable<V>(V message) -> ours.test(message) ? Optional.of(received.apply(message)) : Optional.empty();
            case Unreadable<V> unreadable -> {
                LOG.warn(
                        "record skipped topic={} partition={} offset={} reason={}",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        unreadable.reason());
                yield Optional.empty();
            }
        };
    }
}
