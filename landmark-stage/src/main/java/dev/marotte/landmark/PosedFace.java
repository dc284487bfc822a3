package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.Similarity;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;

/** A face decomposed into the head's position and rotation, and the remaining shape in the axes of the canonical face. Immutable. */
final class PosedFace {
    private final Similarity head;
    private final HeadPose angles;
    private final float[] shape;

    private PosedFace(Similarity head, float[] shape) {
        this.head = head;
        this.angles = head.rotation().pose();
        this.shape = shape;
    }

    static PosedFace of(FaceLandmarks landmarks, CanonicalFace canonical) {
        Similarity head = canonical.fit(landmarks);
        return new PosedFace(head, head.inverse().apply(landmarks.toArray()));
    }

    /** Maps the canonical face's centimetres to the picture's pixels. */
    Similarity head() {
        return head;
    }

    HeadPose angles() {
        return angles;
    }

    /** One of the shape's 478 × (x, y, z) coordinates, in centimetres. */
    float coordinate(int number) {
        return shape[number];
    }

    /** How far down a point lies, in centimetres. */
    double y(int point) {
        return shape[3 * point + 1];
    }

    /** How far one point lies to the right of another. */
    double width(int left, int right) {
        return shape[3 * right] - shape[3 * left];
    }

    /** How far one point lies below another. */
    double gap(int upper, int lower) {
        return y(lower) - y(upper);
    }
}
