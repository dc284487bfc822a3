package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/**
 * A square about a face, turned as the face is.
 *
 * @param side length in frame pixels
 * @param angle clockwise turn in radians
 */
public record FaceRegion(double centreX, double centreY, double side, double angle) {
    /** How much longer than the face's box the side of its region is, as MediaPipe has it. */
    static final double MARGIN = 1.5;

    /** The region in which the face is looked for in the next frame: the box of its points, upright along the eyes, and a margin. */
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

    /** How far the centre lies from that of an earlier region, in sides of that one. */
    double distance(FaceRegion earlier) {
        return Math.hypot(centreX - earlier.centreX, centreY - earlier.centreY) / earlier.side;
    }

    /** Whether the centres lie closer than half of the smaller one's face. */
    public boolean sameFaceAs(FaceRegion other) {
        return Math.hypot(centreX - other.centreX, centreY - other.centreY) < Math.min(side, other.side) / MARGIN / 2;
    }
}
