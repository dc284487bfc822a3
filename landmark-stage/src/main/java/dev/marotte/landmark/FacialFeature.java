package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A part of the face with its own rest: how open or how high it is in a frame, where its rest lies among all frames, and its weight for each point.
 * Immutable.
 */
final class FacialFeature {
    /** Rank of a lid's rest among all openings that are not a blink: looking aside or down narrows an eye more often than a stare widens it. */
    private static final double LIDS_AT_REST = 0.6;

    /** Rank of the lips' rest: a speaker's lips are apart most of the time. */
    private static final double LIPS_AT_REST = 0.15;

    /** Pursed lips are closed as well, and so are smiling ones: among frames with similar lips the width decides. */
    private static final double MOUTH_WIDTH_AT_REST = 0.4;

    private static final double MOUTH_WIDTH_COUNTS = 0.3;

    private static final double BROWS_AT_REST = 0.5;

    /** Looking down narrows the eyes: the lids' weight among frames that look about equally far aside. */
    private static final double LIDS_COUNT_FOR_GAZE = 0.3;

    /** Reach in centimetres, at which the weight of a lid or a brow has fallen to a third. */
    private static final double LID_REACH = 0.5;

    private static final double BROW_REACH = 0.8;

    /** A negligible weight. */
    private static final double HARDLY = 0.01;

    /** The mouth's weight rises between these points: the nose is nearly still, the upper lip moves. */
    private static final int NOSE_BASE = 2;

    private static final int UPPER_LIP = 0;

    private static final int[] RIGHT_EYE = {33, 246, 161, 160, 159, 158, 157, 173, 133, 7, 163, 144, 145, 153, 154, 155
    };
    private static final int[] LEFT_EYE = {
        263, 466, 388, 387, 386, 385, 384, 398, 362, 249, 390, 373, 374, 380, 381, 382
    };
    private static final int[] RIGHT_BROW = {70, 63, 105, 66, 107, 46, 53, 52, 65, 55};
    private static final int[] LEFT_BROW = {300, 293, 334, 296, 336, 276, 283, 282, 295, 285};

    private final List<RestMeasure> measures;
    private final double[] say;

    private FacialFeature(List<RestMeasure> measures, double[] say) {
        this.measures = measures;
        this.say = say;
    }

    /** Lids and brows of each side, the gaze of both, and the mouth with everything below it. Right and left are the person's. */
    static List<FacialFeature> all(CanonicalFace canonical) {
        float[] face = canonical.vertices();
        return List.of(
                lids(face, RIGHT_EYE, FacialFeature::rightOpening),
                lids(face, LEFT_EYE, FacialFeature::leftOpening),
                gaze(),
                brow(face, RIGHT_BROW, f -> f.gap(105, 33) + f.gap(66, 133)),
                brow(face, LEFT_BROW, f -> f.gap(334, 263) + f.gap(296, 362)),
                mouth(face));
    }

    private static double rightOpening(PosedFace face) {
        return face.gap(160, 144) + face.gap(159, 145) + face.gap(158, 153);
    }

    private static double leftOpening(PosedFace face) {
        return face.gap(387, 373) + face.gap(386, 374) + face.gap(385, 380);
    }

    private static FacialFeature lids(float[] face, int[] lids, ToDoubleFunction<PosedFace> opening) {
        return new FacialFeature(List.of(RestMeasure.ofLids(opening, LIDS_AT_REST)), near(face, lids, LID_REACH));
    }

    /**
     * Both irises, from the same frames, since eyes that rest at different times would squint. Rest is straight ahead: whoever looks aside for most of
     * a clip is not at rest there.
     */
    private static FacialFeature gaze() {
        double[] say = new double[FaceLandmarks.COUNT];
        Arrays.fill(say, MeshPoints.RIGHT_IRIS, MeshPoints.RIGHT_IRIS + MeshPoints.IRIS_POINTS, 1);
        Arrays.fill(say, MeshPoints.LEFT_IRIS, MeshPoints.LEFT_IRIS + MeshPoints.IRIS_POINTS, 1);
        return new FacialFeature(
                List.of(
                        RestMeasure.nearZero(FacialFeature::aside),
                        RestMeasure.ofLids(f -> rightOpening(f) + leftOpening(f), LIDS_AT_REST)
                                .weighing(LIDS_COUNT_FOR_GAZE)),
                say);
    }

    /** How far both irises lie to the side of the middles of their eyes, in centimetres. */
    private static double aside(PosedFace face) {
        double right = face.width(33, MeshPoints.RIGHT_IRIS) - face.width(MeshPoints.RIGHT_IRIS, 133);
        double left = face.width(362, MeshPoints.LEFT_IRIS) - face.width(MeshPoints.LEFT_IRIS, 263);
        return (right + left) / 2;
    }

    private static FacialFeature brow(float[] face, int[] brow, ToDoubleFunction<PosedFace> height) {
        return new FacialFeature(List.of(RestMeasure.ranked(height, BROWS_AT_REST)), near(face, brow, BROW_REACH));
    }

    private static FacialFeature mouth(float[] face) {
        double top = y(face, NOSE_BASE);
        double full = y(face, UPPER_LIP);
        double[] say = new double[FaceLandmarks.COUNT];
        for (int point = 0; point < MeshPoints.COUNT; point++) {
            say[point] = Math.clamp((y(face, point) - top) / (full - top), 0, 1);
        }
        return new FacialFeature(
                List.of(
                        RestMeasure.ranked(f -> f.gap(13, 14) + f.gap(82, 87) + f.gap(312, 317), LIPS_AT_REST),
                        RestMeasure.ranked(f -> f.width(61, 291), MOUTH_WIDTH_AT_REST)
                                .weighing(MOUTH_WIDTH_COUNTS)),
                say);
    }

    private static float y(float[] face, int point) {
        return face[3 * point + 1];
    }

    /** 1 on the points, falling to 0 around them. */
    private static double[] near(float[] face, int[] points, double reach) {
        double[] near = new double[FaceLandmarks.COUNT];
        for (int point = 0; point < MeshPoints.COUNT; point++) {
            int from = point;
            double squared = IntStream.of(points)
                    .mapToDouble(to -> squaredDistance(face, from, to))
                    .min()
                    .orElseThrow();
            double say = Math.exp(-squared / (reach * reach));
            near[point] = say < HARDLY ? 0 : say;
        }
        return near;
    }

    private static double squaredDistance(float[] face, int a, int b) {
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            double way = face[3 * a + axis] - face[3 * b + axis];
            sum += way * way;
        }
        return sum;
    }

    /** Share of a point's position that this feature determines, 0…1. */
    double say(int point) {
        return say[point];
    }

    /** Distance of each face from the feature's rest, in ranks; infinite if it does not count. */
    double[] awayFromRest(List<PosedFace> faces) {
        double[] away = new double[faces.size()];
        for (RestMeasure measure : measures) {
            double[] more = measure.away(faces);
            for (int i = 0; i < away.length; i++) {
                away[i] += more[i];
            }
        }
        return away;
    }
}
