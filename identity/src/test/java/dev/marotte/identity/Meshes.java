package dev.marotte.identity;

import dev.marotte.schemas.FaceLandmarks;

/** Landmarks that are no face's, for what does not look at faces. */
final class Meshes {
    private Meshes() {}

    /** A mesh that fills the rectangle of this middle, width and height. */
    static FaceLandmarks filling(float middleX, float middleY, float width, float height) {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            double angle = 2 * Math.PI * point / 468;
            xyz[3 * point] = middleX + width / 2 * (float) Math.cos(angle);
            xyz[3 * point + 1] = middleY + height / 2 * (float) Math.sin(angle);
        }
        return FaceLandmarks.of(xyz);
    }
}
