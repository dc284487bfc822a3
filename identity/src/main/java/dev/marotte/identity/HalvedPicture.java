package dev.marotte.identity;

import java.nio.ByteBuffer;

/** Pictures scaled to half their side, each pixel the mean of four. */
final class HalvedPicture {
    private static final int CHANNELS = 3;

    private HalvedPicture() {}

    /**
     * @param rgb rows of R, G, B
     * @param side in pixels, even
     */
    static ByteBuffer of(ByteBuffer rgb, int side) {
        int half = side / 2;
        int row = side * CHANNELS;
        ByteBuffer halved = ByteBuffer.allocateDirect(half * half * CHANNELS);
        for (int at = 0; at < halved.capacity(); at++) {
            int pixel = at / CHANNELS;
            int corner = pixel / half * 2 * row + pixel % half * 2 * CHANNELS + at % CHANNELS;
            int sum = byteAt(rgb, corner)
                    + byteAt(rgb, corner + CHANNELS)
                    + byteAt(rgb, corner + row)
                    + byteAt(rgb, corner + row + CHANNELS);
            halved.put(at, (byte) ((sum + 2) / 4));
        }
        return halved;
    }

    private static int byteAt(ByteBuffer rgb, int at) {
        return Byte.toUnsignedInt(rgb.get(rgb.position() + at));
    }
}
