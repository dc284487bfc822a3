package dev.marotte.schemas;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The result of decoding a record. Unreadable bytes are a value, so that one bad record never stops a stage. */
public sealed interface Decoded<V> {
    /**
     * The decoded value of {@code record}. Kafka's clients do not call the deserializer for a record without a value, such as a tombstone or
     * one from a foreign producer.
     */
    static <V> Decoded<V> of(ConsumerRecord<?, Decoded<V>> record) {
        @Nullable Decoded<V> decoded = record.value();
        return decoded == null ? Unreadable.withoutValue() : decoded;
    }

    /** A message of the topic. */
    record Readable<V>(V message) implements Decoded<V> {}

    /**
     * Not a message of the topic, or one with a schema that this version does not know.
     *
     * @param reason for users and logs; reveals nothing of the content
     * @param bytes the record's unchanged value
     */
    record Unreadable<V>(String reason, Bytes bytes) implements Decoded<V> {
        /** A record that has no value at all. */
        public static <V> Unreadable<V> withoutValue() {
            return new Unreadable<>("without a value", Bytes.EMPTY);
        }

        /**
         * The dead letter for a value from {@code record}: its position and its digest, never the value. Dead letters are kept for a year and
         * must not contain pictures, motion or addresses.
         */
        public DeadLetter in(ConsumerRecord<String, ?> record) {
            return at(record.topic(), record.partition(), record.offset(), record.key());
        }

        /** Like {@link #in}, for Kafka Streams, which knows the position but not the consumer's record. */
        public DeadLetter at(String topic, int partition, long offset, @Nullable String key) {
            Bytes keyBytes = key == null ? Bytes.EMPTY : Bytes.ofUtf8(key);
            return new DeadLetter(topic, partition, offset, reason, keyBytes, digest());
        }

        private Bytes digest() {
            return bytes.size() == 0
                    ? Bytes.EMPTY
                    : Bytes.ofUtf8("%d bytes with the SHA-256 %s".formatted(bytes.size(), Sha256.of(bytes)));
        }
    }
}
