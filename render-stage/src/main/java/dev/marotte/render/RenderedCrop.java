package dev.marotte.render;

import java.nio.ByteBuffer;

/**
 * One drawn crop, valid as long as the generator lends it.
 *
 * @param size side of the square in pixels
 * @param abgr direct, rows of coverage, blue, green and red from top to bottom; followed by {@link #SLACK}, for readers that take four bytes of each pixel
 *     starting at blue
 */
public record RenderedCrop(int size, ByteBuffer abgr) {
    /** Bytes behind the last pixel. */
    public static final int SLACK = 1;

    public RenderedCrop {
        if (abgr.remaining() != bytes(size)) {
            throw new IllegalArgumentException("a drawing of side " + size + " has not " + abgr.remaining() + " bytes");
        }
    }

    /** Bytes of one drawing. */
    public static int bytes(int size) {
        return pixels(size) + SLACK;
    }

    /** Bytes of the pixels alone. */
    public static int pixels(int size) {
        return size * size * Integer.BYTES;
    }
}
