package dev.marotte.render.onnx;

import dev.marotte.schemas.FaceLandmarks;

/** Faces that have moved to the right. */
final class Shifted {
    private Shifted() {}

    static FaceLandmarks by(float pixels, FaceLandmarks face) {
        float[] xyz = face.toArray();
        for (int point = 0; point < xyz.length; point += 3) {
            xyz[point] += pixels;
        }
        return FaceLandmarks.of(xyz);
    }
}
