package dev.marotte.schemas;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the bytes of a record turned out to be. Bytes that cannot be read are a value, so that one bad record never stops a stage. */
public sealed interface Decoded<V> {
    /**
     * What {@code record} turned out to be. Kafka's clients ask no deserializer about a record without a value, as tombstones are and foreign
     * producers may write them.
     */
    static <V> Decoded<V> of(ConsumerRecord<?, Decoded<V>> record) {
        @Nullable Decoded<V> decoded = record.value();
        return decoded == null ? Unreadable.withoutValue() : decoded;
    }

    /** A message of the topic. */
    record Readable<V>(V message) implements Decoded<V> {}

    /**
     * Not a message of the topic, or of a schema that this version does not know.
     *
     * @param reason for people; says nothing of the content
     * @param bytes the record's value as it stood
     */
    record Unreadable<V>(String reason, Bytes bytes) implements Decoded<V> {
        /** A record that has no value at all. */
        public static <V> Unreadable<V> withoutValue() {
            return new Unreadable<>("without a value", Bytes.EMPTY);
        }

        /**
         * What goes to the dead letters if the value stood in {@code record}: its place and its digest, never the value. Dead letters stay for a
         * year, and pictures, motion and addresses must not be among them.
         */
        public DeadLetter in(ConsumerRecord<String, ?> record) {
            return at(record.topic(), record.partition(), record.offset(), record.key());
        }

        /** As {@link #in}, for Kafka Streams, which knows the place but not the consumer's record. */
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
