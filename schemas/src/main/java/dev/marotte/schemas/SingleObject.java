package dev.marotte.schemas;

import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Decoded.Unreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro's single-object encoding of one message type: {@code C3 01}, the writer schema's CRC-64-AVRO fingerprint, the Avro binary. Payloads
 * (pictures of 60–300 kB) are copied once when written and once when read; Avro's own message coders copy three times, so they are not
 * used. Thread-safe.
 *
 * @param <V> the domain message
 * @param <A> the generated class that represents it
 */
final class SingleObject<V, A extends SpecificRecord> {
    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_BYTES = 10;

    private final Schema schema;
    private final Function<V, A> toAvro;
    private final Function<A, V> fromAvro;
    private final SchemaStore writerSchemas;
    private final long fingerprint;
    private final SpecificDatumWriter<A> writer;
    private final Map<Long, DatumReader<A>> readers = new ConcurrentHashMap<>();

    SingleObject(Schema schema, Function<V, A> toAvro, Function<A, V> fromAvro, SchemaStore writerSchemas) {
        this.schema = schema;
        this.toAvro = toAvro;
        this.fromAvro = fromAvro;
        this.writerSchemas = writerSchemas;
        this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        this.writer = new SpecificDatumWriter<>(schema, TrustedClasses.MODEL);
    }

    byte[] encode(V message) {
        A record = toAvro.apply(message);
        ByteCount count = new ByteCount();
        write(record, count);
        ByteBuffer encoded = ByteBuffer.allocate(HEADER_BYTES + count.bytes);
        encoded.putShort(MARKER).order(ByteOrder.LITTLE_ENDIAN).putLong(fingerprint);
        write(record, new ByteBufferOutput(encoded));
        return encoded.array();
    }

    Decoded<V> decode(byte[] bytes) {
        return decode(ByteBuffer.wrap(bytes));
    }

    /** Reads from the buffer's position to its limit, and leaves both unchanged. */
    Decoded<V> decode(ByteBuffer bytes) {
        ByteBuffer body = bytes.duplicate();
        if (body.remaining() < HEADER_BYTES || body.getShort() != MARKER) {
            return unreadable("not a single-object encoded record", bytes);
        }
        long writtenWith = body.order(ByteOrder.LITTLE_ENDIAN).getLong();
        Schema writerSchema = writerSchemas.findByFingerprint(writtenWith);
        if (writerSchema == null) {
            return unreadable("written with the unknown schema %016x".formatted(writtenWith), bytes);
        }
        try {
            return new Readable<>(
                    fromAvro.apply(reader(writtenWith, writerSchema).read(null, decoder(body))));
        } catch (IOException | RuntimeException e) { // Avro's exceptions for damaged bytes have no narrower common type
            return unreadable("damaged: " + e.getClass().getSimpleName(), bytes);
        }
    }

    private DatumReader<A> reader(long writtenWith, Schema writerSchema) {
        return readers.computeIfAbsent(
                writtenWith, _ -> new SpecificDatumReader<>(writerSchema, schema, TrustedClasses.MODEL));
    }

    private static Decoder decoder(ByteBuffer body) {
        if (body.hasArray()) {
            return DecoderFactory.get()
                    .binaryDecoder(body.array(), body.arrayOffset() + body.position(), body.remaining(), null);
        }
        return DecoderFactory.get().binaryDecoder(copyOf(body), null);
    }

    private void write(A record, OutputStream output) {
        Encoder encoder = EncoderFactory.get().directBinaryEncoder(output, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <V> Decoded<V> unreadable(String reason, ByteBuffer bytes) {
        return new Unreadable<>(reason, Bytes.of(copyOf(bytes)));
    }

    private static byte[] copyOf(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(bytes.position(), copy);
        return copy;
    }

    /** Measures a record without writing it, so that the array is allocated once, at its final size. */
    private static final class ByteCount extends OutputStream {
        private int bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            bytes = Math.addExact(bytes, length);
        }
    }

    private static final class ByteBufferOutput extends OutputStream {
        private final ByteBuffer target;

        ByteBufferOutput(ByteBuffer target) {
            this.target = target;
        }

        @Override
        public void write(int value) {
            target.put((byte) value);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            target.put(source, offset, length);
        }
    }
}
