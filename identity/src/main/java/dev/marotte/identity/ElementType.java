package dev.marotte.identity;

import java.util.Locale;

/** Types of the elements of a {@link Tensor}. The names in lower case are those of bundle.json. */
public enum ElementType {
    UINT8(1),
    INT8(1),
    INT32(4),
    INT64(8),
    FLOAT16(2),
    FLOAT32(4);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Size of one element. */
    public int bytes() {
        return bytes;
    }

    static ElementType named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
