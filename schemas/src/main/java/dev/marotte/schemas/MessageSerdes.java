package dev.marotte.schemas;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Kafka serdes for {@link SingleObject}. Deserializers read from the fetched buffer itself, without copying the whole record. */
final class MessageSerdes {
    private MessageSerdes() {}

    static <V> Serde<V> strict(SingleObject<V, ?> encoding) {
        return Serdes.serdeFrom(new Encoding<V>(encoding), new Strict<V>(encoding));
    }

    static <V> Serde<Decoded<V>> decoded(SingleObject<V, ?> encoding) {
        return Serdes.serdeFrom(new Reencoding<V>(encoding), new Lenient<V>(encoding));
    }

    private record Encoding<V>(SingleObject<V, ?> encoding) implements Serializer<V> {
        @Override
        public byte @Nullable [] serialize(String topic, @Nullable V message) {
            return message == null ? null : encoding.encode(message);
        }
    }

    private record Reencoding<V>(SingleObject<V, ?> encoding) implements Serializer<Decoded<V>> {
        @Override
        public byte @Nullable [] serialize(String topic, @Nullable Decoded<V> decoded) {
            return switch (decoded) {
                case null -> null;
                case Readable<V>(V message) -> encoding.encode(message);
                case Unreadable<V>(String _, Bytes bytes) -> bytes.unsafeArray();
            };
        }
    }

    private record Lenient<V>(SingleObject<V, ?> encoding) implements Deserializer<Decoded<V>> {
        @Override
        public @Nullable Decoded<V> deserialize(String topic, byte @Nullable [] bytes) {
            return bytes == null ? null : encoding.decode(bytes);
        }

        @Override
        public @Nullable Decoded<V> deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
            return bytes == null ? null : encoding.decode(bytes);
        }
    }

    private record Strict<V>(SingleObject<V, ?> encoding) implements Deserializer<V> {
        @Override
        public @Nullable V deserialize(String topic, byte @Nullable [] bytes) {
            return bytes == null ? null : read(topic, encoding.decode(bytes));
        }

        @Override
        public @Nullable V deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
            return bytes == null ? null : read(topic, encoding.decode(bytes));
        }

        private V read(String topic, Decoded<V> decoded) {
            return switch (decoded) {
                case Readable<V>(V message) -> message;
                case Unreadable<V>(String reason, Bytes _) ->
                    throw new SerializationException("a record of " + topic + " is " + reason);
            };
        }
    }
}
