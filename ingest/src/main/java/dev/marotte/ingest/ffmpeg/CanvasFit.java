package dev.marotte.ingest.ffmpeg;

/**
 * The placement of an upright frame on the canvas that all pictures of a clip share: as large as fits, centred, on black, as players show
 * a stream whose size changes. Landmarks and the neutral frame that they are measured against are in pixels, so pictures of different
 * sizes would make the head jump.
 */
record CanvasFit(FrameSize picture, FrameSize canvas) {
    /** Difference in shape that comes from rounding sizes to even numbers; bars that thin would only be jitter. */
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
