package dev.marotte.ingest;

/**
 * How a driving source is read.
 *
 * @param picturesPerSecond rate of an image sequence, which has no times of its own
 * @param longestSide larger frames are scaled down to it: a face is tracked at 192 px, and a 4K JPEG is too large for one record
 * @param jpegQuality 1 to 100
 * @param largestPicture in bytes; a larger frame is encoded again at a lower quality, so that it fits into a record
 */
public record SourceSettings(double picturesPerSecond, int longestSide, int jpegQuality, int largestPicture) {
    public static final SourceSettings DEFAULT = new SourceSettings(25, 1920, 85, 900_000);

    public SourceSettings {
        if (!(picturesPerSecond > 0 && picturesPerSecond <= 1000)) {
            throw new IllegalArgumentException("pictures per second are between 0 and 1000, not " + picturesPerSecond);
        }
        if (longestSide < 16 || largestPicture <= 0 || jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("a side is at least 16 px, a quality 1 to 100, a picture not empty");
        }
    }

    public SourceSettings withPicturesPerSecond(double rate) {
        return new SourceSettings(rate, longestSide, jpegQuality, largestPicture);
    }
}
