package dev.marotte.render;

import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import java.util.stream.IntStream;

/**
 * Keeps a face still when it moves less than the error of the mesh: if such motion were followed, the picture would tremble and be further from the truth
 * than the portrait. Clear motion is followed in full, and motion in between in part, so nothing starts with a jerk. Lids and irises are always followed:
 * a still face may blink and look aside. Immutable.
 *
 * @param rest the identity's own face, in pixels of the portrait's crop
 */
record StillFace(FaceLandmarks rest) {
    /**
     * Displacement of the points (root mean square, in face heights) of which half is followed. In clips of people who hardly move, frames came nearer to
     * the truth with values up to .002.
     */
    private static final double UNCERTAIN = 0.0015;

    private static final int[] HELD =
            IntStream.range(0, MeshPoints.COUNT).filter(point -> !isLid(point)).toArray();

    /** @param target where the points should be, in pixels of the crop */
    FaceLandmarks follow(FaceLandmarks target) {
        double way = wayInFaceHeights(target) / UNCERTAIN;
        float certainty = (float) (1 - 1 / (1 + Math.pow(way, 4)));
        float[] points = target.toArray();
        float[] still = rest.toArray();
        for (int point : HELD) {
            for (int i = 3 * point; i < 3 * point + 3; i++) {
                points[i] = still[i] + (points[i] - still[i]) * certainty;
            }
        }
        return FaceLandmarks.of(points);
    }

    private double wayInFaceHeights(FaceLandmarks target) {
        double squares = 0;
        for (int point = 0; point < MeshPoints.COUNT; point++) {
            squares += square(target.x(point) - rest.x(point)) + square(target.y(point) - rest.y(point));
        }
        return Math.sqrt(squares / MeshPoints.COUNT)
                / new Points(rest.toArray()).distance(MeshPoints.FOREHEAD, MeshPoints.CHIN);
    }

    private static double square(double way) {
        return way * way;
    }

    private static boolean isLid(int point) {
        return FaceFeatures.EYES.stream()
                .flatMapToInt(eye -> IntStream.concat(IntStream.of(eye.upper()), IntStream.of(eye.lower())))
                .anyMatch(lid -> lid == point);
    }
}
