package dev.marotte.render.onnx;

import java.nio.IntBuffer;

/**
 * Composes a drawing over a static background, on pixels 0xRRGGBBAA. For use by one thread at a time.
 *
 * <p>Not part of the model: ONNX Runtime would need eight passes over a picture, and its bitwise operators work one element at a time. Here it is one
 * pass, row by row over arrays.
 */
final class BackgroundCompositor {
    private static final int COVERAGE = 0xFF;
    /** Masks of red and blue, and of green, where a product with an 8-bit number leaves its upper byte. */
    private static final int RED_BLUE = 0xFF00FF00;

    private static final int GREEN = 0x00FF0000;

    private int[] drawn = new int[0];
    private int[] behind = new int[0];

    /**
     * Composes premultiplied words over others, in place. The words keep their coverage.
     *
     * @param words size × size, no colour greater than its coverage
     * @param background as large, covering everything
     */
    void compose(IntBuffer words, IntBuffer background, int size) {
        provideRows(size);
        for (int start = 0; start < size * size; start += size) {
            words.get(start, drawn, 0, size);
            background.get(start, behind, 0, size);
            over(drawn, behind, size);
            words.put(start, drawn, 0, size);
        }
    }

    private void provideRows(int size) {
        if (drawn.length < size) {
            drawn = new int[size];
            behind = new int[size];
        }
    }

    /** Most pixels lie inside the person, where nothing shines through, or beside it, where all does. */
    private static void over(int[] drawn, int[] behind, int length) {
        for (int at = 0; at < length; at++) {
            int word = drawn[at];
            if (word == 0) {
                drawn[at] = behind[at] & ~COVERAGE;
            } else if ((word & COVERAGE) != COVERAGE) {
                drawn[at] = word + light(behind[at] >>> 8, 256 - (word & COVERAGE));
            }
        }
    }

    /** 256 less the coverage, instead of 255, makes the division by 256 exact at both ends. */
    private static int light(int colours, int rest) {
        return (((colours & 0xFF00FF) * rest) & RED_BLUE) + (((colours & 0xFF00) * rest) & GREEN);
    }
}
