package dev.marotte.landmark;

import dev.marotte.schemas.FaceLandmarks;

/** Openings of a face as shares of its height, so that neither size nor distance matters. */
record FaceMeasures(double mouthOpening, double mouthWidth, double eyeOpening, double browHeight) {
    private static final int TOP = 10;
    private static final int CHIN = 152;

    static FaceMeasures of(FaceLandmarks face) {
        double height = distance(face, TOP, CHIN);
        return new FaceMeasures(
                distance(face, 13, 14) / height,
                distance(face, 61, 291) / height,
                (distance(face, 159, 145) + distance(face, 386, 374)) / 2 / height,
                (distance(face, 105, 159) + distance(face, 334, 386)) / 2 / height);
    }

    private static double distance(FaceLandmarks face, int a, int b) {
        double x = face.x(a) - face.x(b);
        double y = face.y(a) - face.y(b);
        double z = face.z(a) - face.z(b);
        return Math.sqrt(x * x + y * y + z * z);
    }
}
