package dev.marotte.landmark;

import dev.marotte.schemas.FaceLandmarks;

/**
 * Distances within a face as shares of its height, so that neither size nor distance matters; in space, so that the pose matters little.
 *
 * @param mouthOpening between the lips
 * @param lips from the upper edge of the upper lip to the lower edge of the lower one
 * @param mouthWidth from corner to corner
 */
record FaceMeasures(double mouthOpening, double lips, double mouthWidth, Side right, Side left) {
    /**
     * One half of the face; right and left are the person's.
     *
     * @param eye between the lids
     * @param brow from the upper lid to the brow
     * @param cheek from the eye's outer corner to the mouth's
     */
    record Side(double eye, double brow, double cheek) {}

    static FaceMeasures of(FaceLandmarks face) {
        double height = height(face);
        return new FaceMeasures(
                distance(face, 13, 14) / height,
                distance(face, 0, 17) / height,
                distance(face, 61, 291) / height,
                new Side(
                        distance(face, 159, 145) / height,
                        distance(face, 105, 159) / height,
                        distance(face, 33, 61) / height),
                new Side(
                        distance(face, 386, 374) / height,
                        distance(face, 334, 386) / height,
                        distance(face, 263, 291) / height));
    }

    /** The distance from the top of the forehead to the chin, in pixels. */
    static double height(FaceLandmarks face) {
        return distance(face, 10, 152);
    }

    private static double distance(FaceLandmarks face, int a, int b) {
        double x = face.x(a) - face.x(b);
        double y = face.y(a) - face.y(b);
        double z = face.z(a) - face.z(b);
        return Math.sqrt(x * x + y * y + z * z);
    }
}
