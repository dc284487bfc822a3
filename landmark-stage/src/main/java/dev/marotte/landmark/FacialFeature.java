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

    /** Rank of a wide eye's opening; an eye that is open by less than half of it blinks. */
    private static final double WIDE = 0.75;

    private static final double HALF = 0.5;

    /** Share of a wide opening where each frame counts. */
    private static final double ANY = 0;

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

    private final List<RankedMeasure> measures;
    private final double[] say;

    private FacialFeature(List<RankedMeasure> measures, double[] say) {
        this.measures = measures;
        this.say = say;
    }

    /**
     * A measure of a face and the rank of its rest.
     *
     * @param least share of a wide opening below which a frame does not count
     * @param weight of a rank relative to those of the feature's other measures
     */
    private record RankedMeasure(ToDoubleFunction<PosedFace> measure, double rest, double least, double weight) {
        static RankedMeasure of(ToDoubleFunction<PosedFace> measure, double rest) {
            return new RankedMeasure(measure, rest, ANY, 1);
        }

        RankedMeasure weighing(double newWeight) {
            return new RankedMeasure(measure, rest, least, newWeight);
        }

        /** Distance of each face from the rest, in ranks among the faces that count; infinite for those that do not. */
        double[] away(List<PosedFace> faces) {
            double[] values = faces.stream().mapToDouble(measure).toArray();
            double bound = bound(SampleRanks.quantile(values, WIDE));
            int[] counted = IntStream.range(0, values.length)
                    .filter(i -> !(values[i] < bound))
                    .toArray();
            double[] shares = SampleRanks.shares(
                    IntStream.of(counted).mapToDouble(i -> values[i]).toArray());
            double[] away = new double[values.length];
            Arrays.fill(away, Double.POSITIVE_INFINITY);
            for (int i = 0; i < counted.length; i++) {
                away[counted[i]] = weight * Math.abs(shares[i] - rest);
            }
            return away;
        }

        /** Returns a bound that is never above the wide opening, which may be negative where lids or lips overlap. */
        private double bound(double wide) {
            return least == ANY ? Double.NEGATIVE_INFINITY : Math.min(least * wide, wide);
        }
    }

    /** Lids and brows of each side, and the mouth with everything below it. Right and left are the person's. */
    static List<FacialFeature> all(CanonicalFace canonical) {
        float[] face = canonical.vertices();
        return List.of(
                eye(face, RIGHT_EYE, MeshPoints.RIGHT_IRIS, f -> f.gap(160, 144) + f.gap(159, 145) + f.gap(158, 153)),
                eye(face, LEFT_EYE, MeshPoints.LEFT_IRIS, f -> f.gap(387, 373) + f.gap(386, 374) + f.gap(385, 380)),
                brow(face, RIGHT_BROW, f -> f.gap(105, 33) + f.gap(66, 133)),
                brow(face, LEFT_BROW, f -> f.gap(334, 263) + f.gap(296, 362)),
                mouth(face));
    }

    private static FacialFeature eye(float[] face, int[] lids, int iris, ToDoubleFunction<PosedFace> opening) {
        double[] say = near(face, lids, LID_REACH);
        Arrays.fill(say, iris, iris + MeshPoints.IRIS_POINTS, 1);
        return new FacialFeature(List.of(new RankedMeasure(opening, LIDS_AT_REST, HALF, 1)), say);
    }

    private static FacialFeature brow(float[] face, int[] brow, ToDoubleFunction<PosedFace> height) {
        return new FacialFeature(List.of(RankedMeasure.of(height, BROWS_AT_REST)), near(face, brow, BROW_REACH));
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
                        RankedMeasure.of(f -> f.gap(13, 14) + f.gap(82, 87) + f.gap(312, 317), LIPS_AT_REST),
                        RankedMeasure.of(f -> f.width(61, 291), MOUTH_WIDTH_AT_REST)
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
        for (RankedMeasure measure : measures) {
            double[] more = measure.away(faces);
            for (int i = 0; i < away.length; i++) {
                away[i] += more[i];
            }
        }
        return away;
    }
}
