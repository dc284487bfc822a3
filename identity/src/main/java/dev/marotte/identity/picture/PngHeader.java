package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** The first chunk of a PNG, and what can be derived from it. */
record PngHeader(long width, long height, int bits, int type, boolean interlaced) {
    private static final int GREY = 0;
    private static final int COLOUR = 2;
    private static final int INDEXED = 3;
    private static final int GREY_ALPHA = 4;
    private static final int COLOUR_ALPHA = 6;

    static PngHeader of(FileBytes bytes, long at) {
        var header = new PngHeader(
                bytes.u32(at), bytes.u32(at + 4), bytes.u8(at + 8), bytes.u8(at + 9), bytes.u8(at + 12) == 1);
        boolean known = bytes.u16(at + 10) == 0 && bytes.u8(at + 12) <= 1;
        if (!known || !header.isAllowed()) {
            throw PictureFault.damaged();
        }
        return header;
    }

    private boolean isAllowed() {
        return switch (type) {
            case GREY -> Integer.bitCount(bits) == 1 && bits <= 16;
            case INDEXED -> Integer.bitCount(bits) == 1 && bits <= 8;
            case COLOUR, GREY_ALPHA, COLOUR_ALPHA -> bits == 8 || bits == 16;
            default -> false;
        };
    }

    boolean isIndexed() {
        return type == INDEXED;
    }

    boolean hasAlpha() {
        return type == GREY_ALPHA || type == COLOUR_ALPHA;
    }

    int depthBytes() {
        return bits == 16 ? 2 : 1;
    }

    private int channels() {
        return switch (type) {
            case COLOUR -> 3;
            case GREY_ALPHA -> 2;
            case COLOUR_ALPHA -> 4;
            default -> 1;
        };
    }

    /** Returns the bytes of a row of this many pixels, without the number of its filter. */
    long rowBytes(long pixels) {
        return (pixels * channels() * bits + 7) / 8;
    }

    /** Pads the palette, so that every pixel has a colour. */
    Bytes palette(Bytes given) {
        if (given.size() == 0) {
            throw PictureFault.damaged();
        }
        return Bytes.of(Arrays.copyOf(given.unsafeArray(), 3 << bits));
    }

    /** Returns the transparency; empty if there is none, or none that makes sense. */
    Optional<Bytes> transparency(Bytes given) {
        boolean fits = switch (type) {
            case GREY -> given.size() == 2;
            case COLOUR -> given.size() == 6;
            case INDEXED -> given.size() > 0 && given.size() <= 1 << bits;
            default -> false;
        };
        return fits ? Optional.of(given) : Optional.empty();
    }
}
