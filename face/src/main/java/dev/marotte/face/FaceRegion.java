package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/**
 * A square around a face, rotated with the face.
 *
 * @param side length in frame pixels
 * @param angle clockwise rotation in radians
 */
public record FaceRegion(double centreX, double centreY, double side, double angle) {
    /** Ratio of a region's side to the face's box, as in MediaPipe. */
    static final double MARGIN = 1.5;

    /** Returns the region in which to look for the face in the next frame: the box of its points, aligned with the eyes, plus a margin. */
    public static FaceRegion about(FaceLandmarks landmarks) {
        double angle = Math.atan2(
                landmarks.y(MeshPoints.LEFT_EYE_CORNER) - landmarks.y(MeshPoints.RIGHT_EYE_CORNER),
                landmarks.x(MeshPoints.LEFT_EYE_CORNER) - landmarks.x(MeshPoints.RIGHT_EYE_CORNER));
        CropTransform upright = new CropTransform(1, angle, 0, 0);
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            double x = upright.toCropX(landmarks.x(point), landmarks.y(point));
            double y = upright.toCropY(landmarks.x(point), landmarks.y(point));
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }
        double middleX = (left + right) / 2;
        double middleY = (top + bottom) / 2;
        return new FaceRegion(
                upright.toFrameX(middleX, middleY),
                upright.toFrameY(middleX, middleY),
                MARGIN * Math.max(right - left, bottom - top),
                angle);
    }

    /** Returns the distance of the centre from that of an earlier region, in sides of the earlier one. */
    double distance(FaceRegion earlier) {
        return Math.hypot(centreX - earlier.centreX, centreY - earlier.centreY) / earlier.side;
    }

    /** Tells whether the centres are closer than half of the smaller one's face. */
    public boolean sameFaceAs(FaceRegion other) {
        return Math.hypot(centreX - other.centreX, centreY - other.centreY) < Math.min(side, other.side) / MARGIN / 2;
    }
}
