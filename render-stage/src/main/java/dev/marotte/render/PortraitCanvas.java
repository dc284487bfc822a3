package dev.marotte.render;

import dev.marotte.identity.Crop;
import java.nio.ByteBuffer;

/**
 * The decoded portrait that drawings are pasted back into, and the canvas for doing so. Outside the crop the canvas never changes, and inside it every
 * paste overwrites everything, so one copy of the portrait serves a whole session. Both are direct, rows of B, G, R without padding.
 *
 * @param portrait never written to
 * @param canvas begins as a copy of the portrait
 */
public record PortraitCanvas(int width, int height, Crop crop, ByteBuffer portrait, ByteBuffer canvas) {
    /** @param bgr the decoded portrait; taken over */
    public static PortraitCanvas of(int width, int height, Crop crop, ByteBuffer bgr) {
        ByteBuffer canvas = ByteBuffer.allocateDirect(width * height * 3);
        canvas.put(0, bgr, 0, canvas.capacity());
        return new PortraitCanvas(width, height, crop, bgr, canvas);
    }

    /** The part of the crop that lies in the portrait. */
    public Region region() {
        int left = Math.max(0, crop.left());
        int top = Math.max(0, crop.top());
        return new Region(
                left,
                top,
                Math.min(width, crop.left() + crop.side()) - left,
                Math.min(height, crop.top() + crop.side()) - top);
    }

    long bytes() {
        return (long) portrait.capacity() + canvas.capacity();
    }

    /** A rectangle of the portrait. */
    public record Region(int left, int top, int width, int height) {}
}
