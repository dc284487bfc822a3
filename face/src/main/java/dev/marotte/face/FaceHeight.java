package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;

/** The unit in which filters measure motion, so that the size of the picture does not matter. */
final class FaceHeight {
    private FaceHeight() {}

    /** From the top of the forehead to the chin, in pixels; at least one. */
    static double of(FaceLandmarks face) {
        return Math.max(
                1,
                Math.hypot(
                        face.x(MeshPoints.FOREHEAD) - face.x(MeshPoints.CHIN),
                        face.y(MeshPoints.FOREHEAD) - face.y(MeshPoints.CHIN)));
    }
}
