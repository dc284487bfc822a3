package dev.marotte.speech;

import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A neutral face that belongs to nobody, MediaPipe's canonical one, moved by the pose of a mouth. Jaw, width, rounding and lids move points along straight
 * lines (models/speech/make_shapes.py); lips are then brought together, however far apart they are. Landmarks are in pixels of a virtual picture of
 * {@link #SIDE} × {@link #SIDE}. Immutable.
 */
final class SpeakingFace {
    /** Side of the picture in pixels. */
    static final int SIDE = 1024;

    private static final String RESOURCE = "/dev/marotte/speech/mouth_shapes.csv";
    private static final double PIXELS_PER_CENTIMETRE = 36;
    /** Share of the gap between lips that the upper lip moves down when they shut. */
    private static final double UPPER_SHARE = 0.35;
    /** Share of the gap between the lips that the lower lip moves up to the teeth. */
    private static final double TUCK = 0.75;

    private static final double TUCK_INWARDS_CENTIMETRES = 0.2;

    private final float[] rest;
    private final List<float[]> shapes;
    private final List<LipPair> lips;

    /** Opposite points of the two lips, and how far they follow when the inner edges meet. */
    private record LipPair(int upper, int lower, double share) {}

    private SpeakingFace(float[] rest, List<float[]> shapes, List<LipPair> lips) {
        this.rest = rest;
        this.shapes = shapes;
        this.lips = lips;
    }

    static SpeakingFace load() {
        List<String[]> rows = text().lines().map(line -> line.split(",")).toList();
        List<String[]> points =
                rows.stream().filter(row -> row[0].equals("point")).toList();
        return new SpeakingFace(
                triple(points, 2),
                List.of(triple(points, 5), triple(points, 8), triple(points, 11), triple(points, 14)),
                rows.stream()
                        .filter(row -> row[0].equals("lips"))
                        .map(row -> new LipPair(
                                Integer.parseInt(row[1]), Integer.parseInt(row[2]), Double.parseDouble(row[3])))
                        .toList());
    }

    private static float[] triple(List<String[]> points, int column) {
        float[] xyz = new float[3 * points.size()];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = Float.parseFloat(points.get(i / 3)[column + i % 3]);
        }
        return xyz;
    }

    private static String text() {
        try (InputStream csv = SpeakingFace.class.getResourceAsStream(RESOURCE)) {
            if (csv == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build");
            }
            return new String(csv.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the silent face, looking at the viewer. */
    FaceLandmarks atRest() {
        return landmarks(MouthPose.REST, 0, new HeadPose(0, 0, 0));
    }

    /** @param blink how far the lids are shut, 0…1 */
    FaceLandmarks landmarks(MouthPose mouth, double blink, HeadPose pose) {
        float[] xyz = moved(mouth, blink);
        for (LipPair pair : lips) {
            tuck(xyz, pair, mouth.tuck() * pair.share());
            shut(xyz, pair, mouth.shut() * pair.share());
        }
        double middle = SIDE / 2.0;
        return FaceLandmarks.of(new Similarity(PIXELS_PER_CENTIMETRE, Rotation.of(pose), middle, middle, 0).apply(xyz));
    }

    private float[] moved(MouthPose mouth, double blink) {
        double[] amounts = {mouth.jaw(), mouth.wide(), mouth.round(), blink};
        float[] xyz = rest.clone();
        for (int shape = 0; shape < amounts.length; shape++) {
            float[] way = shapes.get(shape);
            for (int i = 0; i < xyz.length; i++) {
                xyz[i] += (float) (amounts[shape] * way[i]);
            }
        }
        return xyz;
    }

    private static void tuck(float[] xyz, LipPair pair, double amount) {
        for (int axis = 0; axis < 3; axis++) {
            float gap = xyz[3 * pair.upper() + axis] - xyz[3 * pair.lower() + axis];
            xyz[3 * pair.lower() + axis] += (float) (amount * TUCK * gap);
        }
        xyz[3 * pair.lower() + 2] += (float) (amount * TUCK_INWARDS_CENTIMETRES);
    }

    private static void shut(float[] xyz, LipPair pair, double amount) {
        for (int axis = 0; axis < 3; axis++) {
            float gap = xyz[3 * pair.upper() + axis] - xyz[3 * pair.lower() + axis];
            xyz[3 * pair.upper() + axis] -= (float) (amount * UPPER_SHARE * gap);
            xyz[3 * pair.lower() + axis] += (float) (amount * (1 - UPPER_SHARE) * gap);
        }
    }
}
