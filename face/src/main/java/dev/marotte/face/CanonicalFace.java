package dev.marotte.face;

import dev.marotte.schemas.FaceLandmarks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * MediaPipe's canonical face: an average head at rest in centimetres, unturned, in the axes of landmarks (x right, y down, z away from the viewer), and
 * the vertices that determine the head's pose. Immutable.
 *
 * <p>The pose is read from the skull. MediaPipe's own weights, which are also in the file, include jaw, cheeks and nostrils: a head would nod with each
 * word.
 */
public final class CanonicalFace {
    private static final String RESOURCE = "/dev/marotte/face/canonical_face.csv";

    /** The forehead's edge, the temples and the area in front of the ears, which no expression moves. */
    private static final int[] SKULL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 234, 127, 162, 21, 54, 103, 67, 109, 151, 108, 337, 69, 299, 104,
        333, 68, 298, 71, 301, 139, 368, 34, 264, 227, 447, 143, 372, 156, 383
    };

    private static final int[] BRIDGE_OF_THE_NOSE = {6, 8, 9, 168, 197};

    private final float[] vertices;
    private final float[] weights;
    private final int[] triangles;

    private CanonicalFace(float[] vertices, float[] weights, int[] triangles) {
        this.vertices = vertices;
        this.weights = weights;
        this.triangles = triangles;
    }

    public static CanonicalFace load() {
        List<String[]> rows = lines().map(line -> line.split(",")).toList();
        List<String[]> points =
                rows.stream().filter(row -> row[0].equals("vertex")).toList();
        float[] vertices = new float[3 * MeshPoints.COUNT];
        float[] weights = new float[MeshPoints.COUNT];
        for (int i = 0; i < MeshPoints.COUNT; i++) {
            String[] row = points.get(i);
            vertices[3 * i] = Float.parseFloat(row[1]);
            vertices[3 * i + 1] = -Float.parseFloat(row[2]);
            vertices[3 * i + 2] = -Float.parseFloat(row[3]);
        }
        IntStream.concat(IntStream.of(SKULL), IntStream.of(BRIDGE_OF_THE_NOSE)).forEach(point -> weights[point] = 1);
        return new CanonicalFace(vertices, weights, triangles(rows));
    }

    /** 468 × (x, y, z); a copy. */
    public float[] vertices() {
        return vertices.clone();
    }

    /** Vertices that no expression moves; a copy. */
    public int[] skull() {
        return SKULL.clone();
    }

    /** Corners of the mesh's triangles, three of each; a copy. */
    public int[] triangles() {
        return triangles.clone();
    }

    /** Fits this face to {@code landmarks}: the head's position, size and pose. */
    public Similarity fit(FaceLandmarks landmarks) {
        return fit(landmarks.toArray());
    }

    /** @param points at least 468 × (x, y, z) */
    public Similarity fit(float[] points) {
        return Similarity.fit(vertices, points, weights);
    }

    private static int[] triangles(List<String[]> rows) {
        return rows.stream()
                .filter(row -> row[0].equals("triangle"))
                .flatMap(row -> List.of(row).subList(1, 4).stream())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static Stream<String> lines() {
        try (InputStream csv = CanonicalFace.class.getResourceAsStream(RESOURCE)) {
            if (csv == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build");
            }
            return new String(csv.readAllBytes(), StandardCharsets.US_ASCII).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
