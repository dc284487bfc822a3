package dev.marotte.face;

import java.nio.ByteBuffer;

/**
 * A decoded picture: rows of 8-bit B, G, R without padding, in a direct buffer. It may have been reduced while decoding; faces and landmarks are
 * nevertheless in pixels of the picture at its full size.
 */
public final class Pixels {
    private final int width;
    private final int height;
    private final int reduction;
    private final ByteBuffer bgr;

    private Pixels(int width, int height, int reduction, ByteBuffer bgr) {
        this.width = width;
        this.height = height;
        this.reduction = reduction;
        this.bgr = bgr;
    }

    /** A picture at its full size. */
    public static Pixels of(int width, int height, byte[] bgr) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(width * height * 3);
        return over(width, height, 1, buffer.put(0, bgr, 0, buffer.capacity()));
    }

    /**
     * @param bgr a direct buffer; shared, not copied
     * @param reduction number of pixels of the full-size picture along the side of one of these
     */
    public static Pixels over(int width, int height, int reduction, ByteBuffer bgr) {
        if (!bgr.isDirect() || bgr.capacity() < width * height * 3) {
            throw new IllegalArgumentException("pixels lie in a direct buffer of 3 bytes each");
        }
        return new Pixels(width, height, reduction, bgr);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int fullWidth() {
        return width * reduction;
    }

    public int fullHeight() {
        return height * reduction;
    }

    public ByteBuffer bgr() {
        return bgr;
    }

    /** Converts {@code crop} of the full-size picture to a crop of these pixels. */
    public CropTransform inThese(CropTransform crop) {
        return crop.reduced(reduction);
    }
}
