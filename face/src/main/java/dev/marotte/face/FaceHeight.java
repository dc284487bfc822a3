package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/** The measure that filters judge motion by, so that the size of the picture does not matter. */
final class FaceHeight {
    private static final int TOP = 10;
    private static final int CHIN = 152;

    private FaceHeight() {}

    /** From the top of the forehead to the chin, in pixels; at least one. */
    static double of(FaceLandmarks face) {
        return Math.max(1, Math.hypot(face.x(TOP) - face.x(CHIN), face.y(TOP) - face.y(CHIN)));
    }
}
