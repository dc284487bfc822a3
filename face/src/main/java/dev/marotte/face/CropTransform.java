package dev.marotte.face;

/**
 * Maps pixels of a square crop to pixels of the frame and back: a rotation, a scale and a shift.
 *
 * @param scale frame pixels per crop pixel
 * @param angle clockwise rotation of the crop in the frame, in radians
 * @param x position of the crop's pixel (0, 0) in the frame
 */
public record CropTransform(double scale, double angle, double x, double y) {
    /** A crop of {@code region} with {@code size} × {@code size} pixels. */
    public static CropTransform of(FaceRegion region, int size) {
        double halfAcross = region.side() / 2 * Math.cos(region.angle());
        double halfDown = region.side() / 2 * Math.sin(region.angle());
        return new CropTransform(
                region.side() / size,
                region.angle(),
                region.centreX() - halfAcross + halfDown,
                region.centreY() - halfDown - halfAcross);
    }

    public double toFrameX(double cropX, double cropY) {
        return x + scale * (Math.cos(angle) * cropX - Math.sin(angle) * cropY);
    }

    public double toFrameY(double cropX, double cropY) {
        return y + scale * (Math.sin(angle) * cropX + Math.cos(angle) * cropY);
    }

    public double toCropX(double frameX, double frameY) {
        return (Math.cos(angle) * (frameX - x) + Math.sin(angle) * (frameY - y)) / scale;
    }

    public double toCropY(double frameX, double frameY) {
        return (Math.cos(angle) * (frameY - y) - Math.sin(angle) * (frameX - x)) / scale;
    }

    /** Maps points (x, y, z) of the crop, one after another, to the frame; z is scaled as x and y are. */
    public float[] toFrame(float[] cropPoints) {
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        float[] points = new float[cropPoints.length];
        for (int i = 0; i < points.length; i += 3) {
            points[i] = (float) (x + cos * cropPoints[i] - sin * cropPoints[i + 1]);
            points[i + 1] = (float) (y + sin * cropPoints[i] + cos * cropPoints[i + 1]);
            points[i + 2] = (float) (scale * cropPoints[i + 2]);
        }
        return points;
    }

    /** Returns the upper two rows of the matrix from crop to frame, row by row. */
    public double[] matrix() {
        double cos = scale * Math.cos(angle);
        double sin = scale * Math.sin(angle);
        return new double[] {cos, -sin, x, sin, cos, y};
    }

    /** Returns the same crop within the part of the frame that begins at ({@code left}, {@code top}). */
    public CropTransform within(int left, int top) {
        return new CropTransform(scale, angle, x - left, y - top);
    }

    /** Returns the same crop of a frame whose pixels each average {@code reduction} × {@code reduction} of this one's. */
    public CropTransform reduced(int reduction) {
        double middle = (reduction - 1) / 2.0;
        return new CropTransform(scale / reduction, angle, (x - middle) / reduction, (y - middle) / reduction);
    }
}
