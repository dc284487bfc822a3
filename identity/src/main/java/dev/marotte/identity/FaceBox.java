package dev.marotte.identity;

import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;

/** The upright rectangle around a face's mesh, without the irises. */
public record FaceBox(float left, float top, float right, float bottom) {
    /** Finds the box of a face. */
    public static FaceBox of(FaceLandmarks face) {
        float left = face.x(0);
        float top = face.y(0);
        float right = left;
        float bottom = top;
        for (int point = 1; point < MeshPoints.COUNT; point++) {
            left = Math.min(left, face.x(point));
            right = Math.max(right, face.x(point));
            top = Math.min(top, face.y(point));
            bottom = Math.max(bottom, face.y(point));
        }
        return new FaceBox(left, top, right, bottom);
    }

    float height() {
        return bottom - top;
    }

    /** The longer side: how large the face is. */
    public float size() {
        return Math.max(right - left, bottom - top);
    }

    float centreX() {
        return (left + right) / 2;
    }

    float centreY() {
        return (top + bottom) / 2;
    }
}
