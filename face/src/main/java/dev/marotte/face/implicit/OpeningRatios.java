package dev.marotte.face.implicit;

import dev.marotte.schemas.FaceLandmarks;

/**
 * Openings of the eyes over their widths and of the inner lips over the mouth's width: the input of the correction networks, taken from the face mesh
 * instead of the 203 points that they were trained with.
 *
 * @param leftEye of the eye on the picture's left
 * @param rightEye of the one on its right
 */
public record OpeningRatios(double leftEye, double rightEye, double lips) {
    /** Measures a face in the plane of its picture. */
    public static OpeningRatios of(FaceLandmarks face) {
        return new OpeningRatios(
                ratio(face, 159, 145, 33, 133), ratio(face, 386, 374, 362, 263), ratio(face, 13, 14, 61, 291));
    }

    private static double ratio(FaceLandmarks face, int upper, int lower, int left, int right) {
        return distance(face, upper, lower) / Math.max(distance(face, left, right), 1e-6);
    }

    private static double distance(FaceLandmarks face, int a, int b) {
        return Math.hypot(face.x(a) - face.x(b), face.y(a) - face.y(b));
    }
}
