package dev.marotte.render;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.render.FaceFeatures.Eye;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionId;

/** Faces made from the canonical one: its mouth and eyes opened, its head turned. Lengths in cm until it is placed in a picture. */
final class Faces {
    private static final double EYES_OPEN = 0.9;

    private final Points points;

    private Faces(Points points) {
        this.points = points;
    }

    /** Mouth closed, eyes open, looking ahead. */
    static Faces atRest() {
        float[] xyz = new float[3 * FaceLandmarks.COUNT];
        float[] mesh = CanonicalFace.load().vertices();
        System.arraycopy(mesh, 0, xyz, 0, mesh.length);
        return new Faces(new Points(xyz)).withMouth(0).withEyes(EYES_OPEN);
    }

    Faces withMouth(double gap) {
        Points changed = points.copy();
        for (int i = 0; i < FaceFeatures.UPPER_INNER_LIP.length; i++) {
            part(changed, FaceFeatures.UPPER_INNER_LIP[i], FaceFeatures.LOWER_INNER_LIP[i], gap);
        }
        return new Faces(changed);
    }

    Faces withEyes(double gap) {
        Points changed = points.copy();
        for (Eye eye : FaceFeatures.EYES) {
            for (int i = 0; i < eye.upper().length; i++) {
                part(changed, eye.upper()[i], eye.lower()[i], gap);
            }
        }
        return new Faces(changed).withGaze(0);
    }

    /** @param right of the irises from the middle of their eyes */
    Faces withGaze(double right) {
        Points changed = points.copy();
        for (Eye eye : FaceFeatures.EYES) {
            for (int i = 0; i < MeshPoints.IRIS_POINTS; i++) {
                for (int axis = Points.X; axis <= Points.Z; axis++) {
                    changed.set(eye.iris() + i, axis, (float) points.middle(eye.left(), eye.right(), axis));
                }
                changed.add(eye.iris() + i, Points.X, right);
            }
        }
        return new Faces(changed);
    }

    /** A face of other proportions. */
    Faces stretched(double width, double height) {
        Points changed = points.copy();
        for (int point = 0; point < changed.count(); point++) {
            changed.set(point, Points.X, (float) (points.get(point, Points.X) * width));
            changed.set(point, Points.Y, (float) (points.get(point, Points.Y) * height));
        }
        return new Faces(changed);
    }

    /** In a picture: {@code scale} pixels a cm. */
    FaceLandmarks at(double scale, HeadPose pose, double x, double y) {
        return FaceLandmarks.of(new Similarity(scale, Rotation.of(pose), x, y, 0).apply(points.xyz()));
    }

    static Neutral neutral(FaceLandmarks landmarks) {
        return neutral(landmarks, landmarks);
    }

    /** @param first of a driver who may not begin at rest */
    static Neutral neutral(FaceLandmarks landmarks, FaceLandmarks first) {
        return new Neutral(new SessionId("demo"), 0, landmarks, first, 640, 480);
    }

    private static void part(Points face, int upper, int lower, double gap) {
        double middle = face.middle(upper, lower, Points.Y);
        face.set(upper, Points.Y, (float) (middle - gap / 2));
        face.set(lower, Points.Y, (float) (middle + gap / 2));
    }

    /** How far the points of two faces lie apart at most, in pixels. */
    static double furthest(FaceLandmarks a, FaceLandmarks b) {
        double furthest = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            furthest = Math.max(furthest, Math.hypot(a.x(point) - b.x(point), a.y(point) - b.y(point)));
        }
        return furthest;
    }
}
