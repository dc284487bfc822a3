package dev.marotte.face.onnx;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Conversion of pictures to three planes of 0…1 and back. */
final class PicturePlanes {
    private static final float WHITE = 255;

    private PicturePlanes() {}

    /** @param rgb rows of R, G, B */
    static FloatBuffer of(ByteBuffer rgb) {
        int pixels = rgb.remaining() / 3;
        float[] planes = new float[rgb.remaining()];
        for (int i = 0; i < planes.length; i++) {
            planes[i % 3 * pixels + i / 3] = Byte.toUnsignedInt(rgb.get(rgb.position() + i)) / WHITE;
        }
        return FloatBuffer.wrap(planes);
    }

    /** Returns rows of R, G, B; numbers outside 0…1 become the nearest colour. */
    static ByteBuffer rgb(FloatBuffer planes) {
        int pixels = planes.remaining() / 3;
        byte[] rgb = new byte[planes.remaining()];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(Math.clamp(planes.get(i % 3 * pixels + i / 3), 0, 1) * WHITE);
        }
        return ByteBuffer.wrap(rgb);
    }
}
