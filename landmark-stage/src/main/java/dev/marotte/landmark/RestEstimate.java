package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Estimates a driver's rest from many frames; it need not be one of them. The head is where it usually is: each angle and coordinate is a median of its
 * own. The face's shape comes from the frames in which the head is turned about that way, and each feature from frames in which it is near its own rest,
 * since nobody rests all features at once. Points are medians in the head's own axes, so one frame in which the mesh was wrong decides nothing. Immutable.
 */
final class RestEstimate {
    /** Number of frames considered, spread evenly: more changed nothing. */
    static final int MOST_FRAMES = 512;

    /** Share of the frames, those least turned from the usual, from which the shape is taken; all frames within some degrees are always included. */
    private static final double NEAR = 0.5;

    private static final double SURELY_NEAR_DEGREES = 3;

    /** Share of the frames from which a feature is taken, and their minimum number. */
    private static final double BAND = 0.15;

    private static final int FEWEST = 5;

    /** Degrees away from the usual pose that count as much as all ranks: a mesh is better at the usual pose. */
    private static final double DEGREES_PER_RANK = 60;

    private static final double FULL_TURN = 360;

    private final CanonicalFace canonical;
    private final List<FacialFeature> features;

    RestEstimate(CanonicalFace canonical) {
        this.canonical = canonical;
        this.features = FacialFeature.all(canonical);
    }

    /**
     * The driver at rest, in pixels of its picture.
     *
     * @param frames in their order, at least one
     */
    FaceLandmarks of(List<FaceLandmarks> frames) {
        if (frames.size() == 1) {
            return frames.getFirst();
        }
        List<PosedFace> faces = thinned(frames).stream()
                .map(frame -> PosedFace.of(frame, canonical))
                .toList();
        HeadPose usual = usualAngles(faces);
        float[] shape = shape(faces, turns(faces, usual));
        return FaceLandmarks.of(usualHead(faces, usual).apply(shape));
    }

    private static List<FaceLandmarks> thinned(List<FaceLandmarks> frames) {
        int step = Math.ceilDiv(frames.size(), MOST_FRAMES);
        return IntStream.range(0, Math.ceilDiv(frames.size(), step))
                .mapToObj(i -> frames.get(i * step))
                .toList();
    }

    private static HeadPose usualAngles(List<PosedFace> faces) {
        return new HeadPose(
                usual(faces, face -> face.angles().yaw()),
                usual(faces, face -> face.angles().pitch()),
                usual(faces, face -> face.angles().roll()));
    }

    /** Returns the median angle, relative to the first one because angles wrap around. */
    private static float usual(List<PosedFace> faces, ToDoubleFunction<PosedFace> angle) {
        double first = angle.applyAsDouble(faces.getFirst());
        double change = SampleRanks.median(faces, face -> between(angle.applyAsDouble(face), first));
        return (float) (first + change);
    }

    private static double between(double angle, double other) {
        return Math.IEEEremainder(angle - other, FULL_TURN);
    }

    private static double[] turns(List<PosedFace> faces, HeadPose usual) {
        return faces.stream()
                .map(PosedFace::angles)
                .mapToDouble(angles -> Math.hypot(
                        Math.hypot(between(angles.yaw(), usual.yaw()), between(angles.pitch(), usual.pitch())),
                        between(angles.roll(), usual.roll())))
                .toArray();
    }

    private static Similarity usualHead(List<PosedFace> faces, HeadPose angles) {
        return new Similarity(
                SampleRanks.median(faces, face -> face.head().scale()),
                Rotation.of(angles),
                SampleRanks.median(faces, face -> face.head().x()),
                SampleRanks.median(faces, face -> face.head().y()),
                SampleRanks.median(faces, face -> face.head().z()));
    }

    private float[] shape(List<PosedFace> faces, double[] turns) {
        float[] shape = medians(pick(faces, turns, nearCount(turns)));
        for (FacialFeature feature : features) {
            blend(shape, medians(atRest(feature, faces, turns), point -> feature.say(point) > 0), feature);
        }
        return shape;
    }

    private static int nearCount(double[] turns) {
        int surely = (int) IntStream.range(0, turns.length)
                .filter(i -> turns[i] <= SURELY_NEAR_DEGREES)
                .count();
        return Math.max(surely, (int) Math.ceil(NEAR * turns.length));
    }

    private static List<PosedFace> atRest(FacialFeature feature, List<PosedFace> faces, double[] turns) {
        double[] away = feature.awayFromRest(faces);
        int counted = 0;
        for (int i = 0; i < away.length; i++) {
            counted += Double.isFinite(away[i]) ? 1 : 0;
            away[i] += turns[i] / DEGREES_PER_RANK;
        }
        return pick(faces, away, Math.min(counted, Math.max(FEWEST, (int) Math.round(BAND * counted))));
    }

    private static List<PosedFace> pick(List<PosedFace> faces, double[] costs, int count) {
        List<PosedFace> picked = new ArrayList<>(count);
        SampleRanks.smallest(costs, count).forEach(place -> picked.add(faces.get(place)));
        return picked;
    }

    private static float[] medians(List<PosedFace> faces) {
        return medians(faces, _ -> true);
    }

    /** Returns medians of the wanted points; the others stay 0. */
    private static float[] medians(List<PosedFace> faces, IntPredicate wanted) {
        float[] medians = new float[3 * FaceLandmarks.COUNT];
        float[] values = new float[faces.size()];
        for (int i = 0; i < medians.length; i++) {
            if (wanted.test(i / 3)) {
                for (int face = 0; face < values.length; face++) {
                    values[face] = faces.get(face).coordinate(i);
                }
                medians[i] = SampleRanks.median(values);
            }
        }
        return medians;
    }

    private static void blend(float[] shape, float[] part, FacialFeature feature) {
        for (int i = 0; i < shape.length; i++) {
            shape[i] += (float) (feature.say(i / 3) * (part[i] - shape[i]));
        }
    }
}
