package dev.marotte.schemas;

/** A coded picture of {@code width} × {@code height} pixels, upright. */
public record Picture(PictureCodec codec, int width, int height, Bytes bytes) {
    public Picture {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("a picture has pixels, not " + width + "x" + height);
        }
    }
}
