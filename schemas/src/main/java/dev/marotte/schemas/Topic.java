package dev.marotte.schemas;

import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic, bound to the one message type that it carries. Its key, serdes and records come only from here, so a stage cannot use the
 * wrong ones. Keys are strings derived from the message; any bytes decode to a string, so a key never stops a consumer, and the message
 * itself names its session.
 *
 * <p>To read, {@link #decoded()} gives {@link Decoded}, so bad bytes are a value. To write, and for a stage's own state stores, {@link
 * #messages()}. A producer that writes to several topics (in one transaction, say) is a {@code Producer<byte[], byte[]>} fed with {@link
 * #record}. Immutable.
 */
public final class Topic<V> {
    /** Whether sessions are spread over partitions. */
    public enum Spread {
        /** As many partitions as the deployment wants, the same number for all such topics: a session is in one partition and therefore in order. */
        BY_SESSION,
        /** One partition: few records, read from the start by every process. */
        SINGLE
    }

    private final String name;
    private final Spread spread;
    private final Retention retention;
    private final Function<V, String> key;
    private final SingleObject<V, ?> encoding;

    Topic(String name, Spread spread, Retention retention, Function<V, String> key, SingleObject<V, ?> encoding) {
        this.name = name;
        this.spread = spread;
        this.retention = retention;
        this.key = key;
        this.encoding = encoding;
    }

    public String name() {
        return name;
    }

    public Spread spread() {
        return spread;
    }

    public Retention retention() {
        return retention;
    }

    /** The key of {@code message}. */
    public String keyOf(V message) {
        return key.apply(message);
    }

    public Serde<String> keys() {
        return Serdes.String();
    }

    /** For writing and for state stores. Its deserializer throws {@code SerializationException} for bytes that cannot be read. */
    public Serde<V> messages() {
        return MessageSerdes.strict(encoding);
    }

    /** For reading. Its serializer writes unreadable bytes back as they were. */
    public Serde<Decoded<V>> decoded() {
        return MessageSerdes.decoded(encoding);
    }

    public Serializer<V> serializer() {
        return messages().serializer();
    }

    public Deserializer<Decoded<V>> deserializer() {
        return decoded().deserializer();
    }

    /** The tombstone that deletes the record with this {@code key}. */
    public ProducerRecord<byte[], byte[]> tombstone(String key) {
        return new ProducerRecord<>(name, Bytes.ofUtf8(key).unsafeArray(), null);
    }

    /** The record to send for {@code message}, for producers of any topic. */
    public ProducerRecord<byte[], byte[]> record(V message) {
        return new ProducerRecord<>(name, Bytes.ofUtf8(keyOf(message)).unsafeArray(), encoding.encode(message));
    }

    /** Decodes a value that was consumed as bytes, for consumers of several topics; a record without a value is unreadable. */
    public Decoded<V> decode(byte @Nullable [] value) {
        return value == null ? Decoded.Unreadable.withoutValue() : encoding.decode(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
