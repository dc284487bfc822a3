package dev.marotte.face.implicit;

import java.nio.FloatBuffer;

/** The features of a source picture, 32 × 16 × 64 × 64 numbers (8.4 MB): everything that the drawing knows of a person's appearance. */
public final class AppearanceVolume {
    public static final int ELEMENTS = 32 * 16 * 64 * 64;

    private final FloatBuffer elements;

    /** @param elements lent, and no longer written to */
    public AppearanceVolume(FloatBuffer elements) {
        if (elements.remaining() != ELEMENTS) {
            throw new IllegalArgumentException("a volume has " + ELEMENTS + " features, not " + elements.remaining());
        }
        this.elements = elements.slice();
    }

    /** Returns a view from the first element to the last. */
    public FloatBuffer elements() {
        return elements.duplicate();
    }
}
