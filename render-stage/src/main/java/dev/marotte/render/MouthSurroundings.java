package dev.marotte.render;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets the skin around the mouth follow the lips. The mesh with attention finds the lips exactly, but not what lies around them: when a mouth opens wide,
 * chin points end up above the lower lip, and skin would fold. So the displacement of those points is not taken from the driver. It is the smoothest one
 * between lips, nose, cheeks and jaw: each point's displacement is the mean of its neighbours' in the mesh. Immutable.
 */
final class MouthSurroundings {
    private static final int RINGS = 3;
    private static final int SWEEPS = 60;

    private final int[] free;
    private final int[][] neighbours;

    private MouthSurroundings(int[] free, int[][] neighbours) {
        this.free = free;
        this.neighbours = neighbours;
    }

    static MouthSurroundings of(CanonicalFace face) {
        int[][] neighbours = neighbours(face.triangles());
        int[] free = freePoints(neighbours);
        return new MouthSurroundings(
                free, Arrays.stream(free).mapToObj(point -> neighbours[point]).toArray(int[][]::new));
    }

    /** Gauss–Seidel on the mesh's Laplace equation. */
    void follow(Points displacement) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int i = 0; i < free.length; i++) {
                average(displacement, free[i], neighbours[i]);
            }
        }
    }

    private static void average(Points displacement, int point, int[] around) {
        float x = 0;
        float y = 0;
        float z = 0;
        for (int neighbour : around) {
            x += displacement.get(neighbour, Points.X);
            y += displacement.get(neighbour, Points.Y);
            z += displacement.get(neighbour, Points.Z);
        }
        displacement.set(point, Points.X, x / around.length);
        displacement.set(point, Points.Y, y / around.length);
        displacement.set(point, Points.Z, z / around.length);
    }

    /** Points within some rings around the lips that the mesh does not find exactly. */
    private static int[] freePoints(int[][] neighbours) {
        Set<Integer> reached = points(FaceFeatures.LIPS);
        for (int ring = 0; ring < RINGS; ring++) {
            reached.addAll(reached.stream()
                    .flatMap(point -> Arrays.stream(neighbours[point]).boxed())
                    .collect(Collectors.toSet()));
        }
        reached.removeAll(points(FaceFeatures.LIPS));
        reached.removeAll(points(FaceFeatures.OVAL));
        reached.removeAll(points(FaceFeatures.NOSE));
        for (FaceFeatures.Eye eye : FaceFeatures.EYES) {
            reached.removeAll(points(eye.upper()));
            reached.removeAll(points(eye.lower()));
            reached.removeAll(Set.of(eye.left(), eye.right()));
        }
        return reached.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Set<Integer> points(int[] points) {
        return Arrays.stream(points).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static int[][] neighbours(int[] triangles) {
        return IntStream.range(0, MeshPoints.COUNT)
                .mapToObj(point -> IntStream.range(0, triangles.length)
                        .filter(corner -> triangles[corner] == point)
                        .flatMap(corner -> IntStream.of(other(triangles, corner, 1), other(triangles, corner, 2)))
                        .distinct()
                        .toArray())
                .toArray(int[][]::new);
    }

    private static int other(int[] triangles, int corner, int further) {
        return triangles[corner - corner % 3 + (corner % 3 + further) % 3];
    }
}
