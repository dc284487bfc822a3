package dev.marotte.landmark;

import dev.marotte.landmark.FaceMeasures.Side;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The distance of a frame from the driver's rest: lips closed and as wide as usual, both eyes open, brows where they usually are, both halves
 * of the face alike, the head where it usually is, little motion. What is usual is the median of all candidates. 0 is perfect; 1 is a
 * deviation that is plain to see, in one of these.
 *
 * <p>The first frame is preferred: with it the motion begins at the portrait as it is, and a clip that is driven by its own first frame
 * comes out as itself.
 */
final class NeutralScore {
    // A plain deviation, as a share of the face's height: parted lips, a third of an eye, a raised brow.
    private static final double MOUTH_OPENING = 0.01;
    private static final double LIPS = 0.015;
    private static final double MOUTH_WIDTH = 0.02;
    private static final double EYE = 0.015;
    private static final double BROW = 0.02;
    private static final double CHEEK = 0.03;
    private static final double MOTION = 0.01;
    private static final double DEGREES = 8;
    /** Rank of the usual opening of an eye among all, from the smallest: blinks pull the median down, so rest is a little wider. */
    private static final double OPEN = 0.7;

    /** Rank of the usual height of the lips among all: a mouth that is pursed is closed too, but not at rest. */
    private static final double THIN = 0.3;

    private static final double MIDDLE = 0.5;

    /** Amount by which another frame has to be nearer to rest than the first one: by an open mouth, or by both eyes shut. */
    private static final double PLAINLY = 4;

    /** Limit to what a moving head says against a frame; the first one's motion is not known at all. */
    private static final double MOST_MOTION = 2;

    private final List<Tracked> candidates;
    private final List<FaceMeasures> measures;

    /** @param candidates of one session in their order, at least one */
    NeutralScore(List<Tracked> candidates) {
        this.candidates = candidates;
        this.measures = candidates.stream()
                .map(candidate -> FaceMeasures.of(candidate.landmarks()))
                .toList();
    }

    /** The frame that {@code choice} asks for. */
    static Tracked choose(List<Tracked> candidates, NeutralChoice choice) {
        return switch (choice) {
            case NeutralChoice.BestNeutral _ -> new NeutralScore(candidates).best();
            case NeutralChoice.NeutralAt(Pts wanted) ->
                candidates.stream()
                        .min(Comparator.comparing(candidate ->
                                candidate.stamp().pts().since(wanted).abs()))
                        .orElseThrow();
        };
    }

    /** The candidate at rest: the first one, or where another is plainly nearer to rest, the nearest, the earliest of equals. */
    private Tracked best() {
        double[] scores = new double[candidates.size()];
        addMouth(scores);
        addSide(scores, FaceMeasures::right);
        addSide(scores, FaceMeasures::left);
        addAsymmetry(scores);
        addHead(scores);
        int best = IntStream.range(0, scores.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> scores[i]))
                .orElseThrow();
        return candidates.get(scores[0] - scores[best] > PLAINLY ? best : 0);
    }

    private void addMouth(double[] scores) {
        double width = quantile(measures, FaceMeasures::mouthWidth, MIDDLE);
        double lips = quantile(measures, FaceMeasures::lips, THIN);
        for (int i = 0; i < scores.length; i++) {
            FaceMeasures face = measures.get(i);
            scores[i] += face.mouthOpening() / MOUTH_OPENING
                    + Math.max(0, face.lips() - lips) / LIPS
                    + Math.abs(face.mouthWidth() - width) / MOUTH_WIDTH;
        }
    }

    private void addSide(double[] scores, Function<FaceMeasures, Side> half) {
        List<Side> sides = measures.stream().map(half).toList();
        double eye = quantile(sides, Side::eye, OPEN);
        double brow = quantile(sides, Side::brow, MIDDLE);
        for (int i = 0; i < scores.length; i++) {
            Side side = sides.get(i);
            scores[i] += Math.abs(side.eye() - eye) / EYE + Math.abs(side.brow() - brow) / BROW;
        }
    }

    private void addAsymmetry(double[] scores) {
        for (int i = 0; i < scores.length; i++) {
            Side right = measures.get(i).right();
            Side left = measures.get(i).left();
            scores[i] += Math.abs(right.eye() - left.eye()) / EYE
                    + Math.abs(right.brow() - left.brow()) / BROW
                    + Math.abs(right.cheek() - left.cheek()) / CHEEK;
        }
    }

    private void addHead(double[] scores) {
        double yaw = quantile(candidates, candidate -> candidate.pose().yaw(), MIDDLE);
        double pitch = quantile(candidates, candidate -> candidate.pose().pitch(), MIDDLE);
        double roll = quantile(candidates, candidate -> candidate.pose().roll(), MIDDLE);
        for (int i = 0; i < scores.length; i++) {
            HeadPose pose = candidates.get(i).pose();
            double away = Math.hypot(Math.hypot(pose.yaw() - yaw, pose.pitch() - pitch), pose.roll() - roll);
            scores[i] += away / DEGREES + Math.min(MOST_MOTION, motion(i) / MOTION);
        }
    }

    /** Mean way of a point since the frame before, as a share of the face's height. */
    private double motion(int candidate) {
        if (candidates.size() == 1) {
            return 0;
        }
        // The first one has nobody before it: its motion is that of the second.
        FaceLandmarks now = candidates.get(Math.max(1, candidate)).landmarks();
        FaceLandmarks before = candidates.get(Math.max(1, candidate) - 1).landmarks();
        double way = IntStream.range(0, FaceLandmarks.COUNT)
                .mapToDouble(point -> Math.hypot(now.x(point) - before.x(point), now.y(point) - before.y(point)))
                .average()
                .orElseThrow();
        return way / FaceMeasures.height(now);
    }

    private static <T> double quantile(List<T> values, ToDoubleFunction<T> number, double share) {
        return values.stream().mapToDouble(number).sorted().toArray()[(int) (share * (values.size() - 1))];
    }
}
