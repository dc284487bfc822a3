package dev.marotte.render;

import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Neutral;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the driver's frame that a portrait corresponds to; motion is measured against it. This is normally the driver at rest. But if the portrait is a
 * picture of the first frame, even one that speaks or is turned aside, motion is measured against that frame, and the result looks like the driver.
 */
final class DriverRest {
    /**
     * Ratio of the two distances. Of 290 pairs of a face and another clip, 19 in 20 stay above it, whichever frame of the first two seconds is taken as
     * the rest; the same face at the same moment does not.
     */
    private static final double PLAINLY = 0.5;

    private DriverRest() {}

    static FaceLandmarks of(FaceLandmarks portrait, Neutral neutral) {
        double toFirst = apart(portrait, neutral.first());
        double toRest = apart(portrait, neutral.landmarks());
        return toFirst < PLAINLY * toRest ? neutral.first() : neutral.landmarks();
    }

    /** How far apart the points of two faces appear, regardless of position and size: 1 is a face's own spread. */
    private static double apart(FaceLandmarks one, FaceLandmarks other) {
        double[] a = shape(one);
        double[] b = shape(other);
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares / MeshPoints.COUNT);
    }

    private static double[] shape(FaceLandmarks face) {
        double x = IntStream.range(0, MeshPoints.COUNT)
                .mapToDouble(face::x)
                .average()
                .orElseThrow();
        double y = IntStream.range(0, MeshPoints.COUNT)
                .mapToDouble(face::y)
                .average()
                .orElseThrow();
        double[] shape = new double[2 * MeshPoints.COUNT];
        for (int point = 0; point < MeshPoints.COUNT; point++) {
            shape[2 * point] = face.x(point) - x;
            shape[2 * point + 1] = face.y(point) - y;
        }
        double size = Math.sqrt(Arrays.stream(shape).map(way -> way * way).sum() / MeshPoints.COUNT);
        return Arrays.stream(shape).map(way -> way / size).toArray();
    }
}
