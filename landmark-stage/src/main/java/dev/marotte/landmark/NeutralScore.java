package dev.marotte.landmark;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Pts;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far a frame is from the driver's rest: mouth closed and as wide as usual, eyes and brows as they usually are, head where it usually
 * is, little motion. What is usual is the median of all candidates. 0 is perfect; 1 is a deviation that is plain to see, in one of these.
 */
final class NeutralScore {
    // A plain deviation, as a share of the face's height: a lip's breadth, half an eye, a raised brow.
    private static final double MOUTH_OPENING = 0.02;
    private static final double MOUTH_WIDTH = 0.04;
    private static final double EYE_OPENING = 0.02;
    private static final double BROW_HEIGHT = 0.02;
    private static final double DEGREES = 8;
    private static final double MOTION = 0.01;

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
            case NeutralChoice.Best _ -> new NeutralScore(candidates).best();
            case NeutralChoice.At(Pts wanted) ->
                candidates.stream()
                        .min(Comparator.comparing(candidate ->
                                candidate.stamp().pts().since(wanted).abs()))
                        .orElseThrow();
        };
    }

    /** The candidate at rest; the earliest of equals. */
    Tracked best() {
        double[] scores = scores();
        return candidates.get(IntStream.range(0, scores.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> scores[i]))
                .orElseThrow());
    }

    private double[] scores() {
        double width = median(measures, FaceMeasures::mouthWidth);
        double eyes = median(measures, FaceMeasures::eyeOpening);
        double brows = median(measures, FaceMeasures::browHeight);
        double yaw = median(candidates, candidate -> candidate.pose().yaw());
        double pitch = median(candidates, candidate -> candidate.pose().pitch());
        double roll = median(candidates, candidate -> candidate.pose().roll());
        return IntStream.range(0, candidates.size())
                .mapToDouble(i -> {
                    FaceMeasures face = measures.get(i);
                    HeadPose pose = candidates.get(i).pose();
                    return face.mouthOpening() / MOUTH_OPENING
                            + Math.abs(face.mouthWidth() - width) / MOUTH_WIDTH
                            + Math.abs(face.eyeOpening() - eyes) / EYE_OPENING
                            + Math.abs(face.browHeight() - brows) / BROW_HEIGHT
                            + Math.hypot(Math.hypot(pose.yaw() - yaw, pose.pitch() - pitch), pose.roll() - roll)
                                    / DEGREES
                            + motion(i) / MOTION;
                })
                .toArray();
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
        return way / Math.hypot(now.x(10) - now.x(152), now.y(10) - now.y(152));
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> number) {
        return values.stream().mapToDouble(number).sorted().toArray()[values.size() / 2];
    }
}
