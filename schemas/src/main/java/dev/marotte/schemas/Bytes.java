package dev.marotte.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An immutable run of bytes with value equality. The array is not copied: the caller must not use it after making a {@code Bytes} from it. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    public static Bytes of(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array);
    }

    public static Bytes ofUtf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return array.length;
    }

    /** A read-only view; no copy. */
    public ByteBuffer view() {
        return ByteBuffer.wrap(array).asReadOnlyBuffer();
    }

    /** The array itself, for native decoders and serializers that only take arrays. Callers must not write to it. */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] unsafeArray() {
        return array;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    /** Shows only the size: payloads are pictures and embeddings, which must never appear in a log. */
    @Override
    public String toString() {
        return "Bytes[" + array.length + "]";
    }
}
