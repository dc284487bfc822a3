package dev.marotte.ingest.ffmpeg;

/** A size in square pixels. */
record FrameSize(int width, int height) {
    /** The size of a coded picture after its oblong pixels are widened, which never removes lines or columns. */
    static FrameSize of(int width, int height, double pixelAspect) {
        return rounded(width * Math.max(pixelAspect, 1), height / Math.min(pixelAspect, 1));
    }

    private static FrameSize rounded(double width, double height) {
        return new FrameSize(Math.max(1, (int) Math.round(width)), Math.max(1, (int) Math.round(height)));
    }

    FrameSize scaled(double scale) {
        return rounded(width * scale, height * scale);
    }

    /** This size, scaled down if a side is longer. */
    FrameSize within(int longestSide) {
        return scaled(Math.min(1, (double) longestSide / Math.max(width, height)));
    }

    FrameSize turned(Orientation orientation) {
        return orientation.transposed() ? new FrameSize(/* width= */ height, /* height= */ width) : this;
    }
}
