package dev.marotte.schemas;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The mark on the outside of a unit of sound with which a voice goes on after somebody interrupted it, a Kafka header: what the session has before that
 * unit is neither shown nor heard live any more. A recording keeps it. Not a field, because it says how to play the sound out and not what sounds; who does
 * not know it plays out all of it, which is late and not wrong.
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
