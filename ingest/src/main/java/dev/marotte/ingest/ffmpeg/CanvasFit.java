package dev.marotte.ingest.ffmpeg;

/**
 * A way to bring an upright frame onto the canvas that all pictures of a clip share: as large as fits, in the middle, on black, as players
 * show a stream whose size changes. Landmarks and the neutral they are measured against are in pixels, so pictures of different sizes
 * would be a jump of the head.
 */
record CanvasFit(FrameSize picture, FrameSize canvas) {
    /** What rounding of sizes to even numbers makes of the same shape; bars that thin would only be jitter. */
    private static final double SAME_SHAPE = 0.01;

    static CanvasFit of(FrameSize upright, FrameSize canvas) {
        double scale = Math.min((double) canvas.width() / upright.width(), (double) canvas.height() / upright.height());
        FrameSize fitted = upright.scaled(scale);
        return new CanvasFit(nearly(fitted, canvas) ? canvas : fitted, canvas);
    }

    private static boolean nearly(FrameSize fitted, FrameSize canvas) {
        return canvas.width() - fitted.width() <= Math.max(1, canvas.width() * SAME_SHAPE)
                && canvas.height() - fitted.height() <= Math.max(1, canvas.height() * SAME_SHAPE);
    }

    boolean hasBars() {
        return !picture.equals(canvas);
    }

    int left() {
        return (canvas.width() - picture.width()) / 2;
    }

    int top() {
        return (canvas.height() - picture.height()) / 2;
    }
}
