package dev.marotte.render;

import dev.marotte.identity.Crop;
import java.nio.ByteBuffer;

/**
 * Blends the drawing of a whole crop into the portrait's own pixels: it fades out in the crop's rim, so that the outermost pixels are the portrait's, as
 * in every drawing.
 */
final class PortraitRim {
    private static final int CHANNELS = 3;
    private static final byte COVERED = (byte) 0xFF;

    private final int side;
    /** Weight of the drawing by distance from an edge in pixels. */
    private final double[] weights;

    PortraitRim(int side) {
        this.side = side;
        weights = new double[side];
        for (int at = 0; at < side; at++) {
            double way = Math.clamp(Math.min(at, side - 1 - at) / (Crop.RIM * side), 0, 1);
            weights[at] = way * way * (3 - 2 * way);
        }
    }

    /**
     * Writes coverage, blue, green and red of each pixel.
     *
     * @param drawn rows of R, G, B
     * @param portrait likewise
     */
    void lay(ByteBuffer drawn, ByteBuffer portrait, ByteBuffer abgr) {
        for (int pixel = 0; pixel < side * side; pixel++) {
            double weight = weights[pixel % side] * weights[pixel / side];
            abgr.put(Integer.BYTES * pixel, COVERED);
            for (int channel = 0; channel < CHANNELS; channel++) {
                int at = CHANNELS * pixel + channel;
                abgr.put(Integer.BYTES * pixel + CHANNELS - channel, mixed(portrait.get(at), drawn.get(at), weight));
            }
        }
    }

    private static byte mixed(byte from, byte to, double weight) {
        int behind = Byte.toUnsignedInt(from);
        return (byte) Math.round(behind + weight * (Byte.toUnsignedInt(to) - behind));
    }
}
