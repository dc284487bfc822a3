package dev.marotte.schemas;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A Kafka header on the first unit of sound after a voice was interrupted: whatever the session has before that unit is no longer shown or heard live. A
 * recording keeps it. It is not a field, because it says how to play out the sound and not what it is; readers that do not know it play out everything,
 * which is late but not wrong.
 */
public final class InterruptionHeader {
    private static final String HEADER = "marotte.interrupted";

    private InterruptionHeader() {}

    /** The same record with the mark. */
    public static ProducerRecord<byte[], byte[]> on(ProducerRecord<byte[], byte[]> record) {
        record.headers().add(HEADER, new byte[0]);
        return record;
    }

    /** Whether {@code record} has the mark. */
    public static boolean isOn(ConsumerRecord<?, ?> record) {
        return record.headers().lastHeader(HEADER) != null;
    }
}
