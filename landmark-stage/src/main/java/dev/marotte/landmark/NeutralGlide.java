package dev.marotte.landmark;

import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.Pts;
import java.time.Duration;

/**
 * Moves a neutral from its current position to the one that was learnt, in steps too small to be noticed. A step is announced one step before frames are
 * measured against it, so that renderers have it in their tables by then. Immutable.
 *
 * @param current index of the neutral that frames are measured against
 * @param announced index of the newest one, the same if nothing moves
 * @param face the newest one
 * @param goal the one that was learnt
 * @param moving whether {@code face} is under way to {@code goal}
 * @param stepped pts of the last step
 */
record NeutralGlide(long current, long announced, FaceLandmarks face, FaceLandmarks goal, boolean moving, Pts stepped) {
    private static final Duration STEP = Duration.ofMillis(200);

    /** Share of the remaining distance in each step: half of the way takes two seconds. */
    private static final float SHARE = 0.07f;

    /** Largest distance of a point from its goal that needs no glide, and the one that ends a glide, as shares of the face's height. */
    private static final double BEGINS = 0.01;

    private static final double ENDS = 0.0015;

    static NeutralGlide startingAt(long index, FaceLandmarks face, Pts pts) {
        return new NeutralGlide(index, index, face, face, false, pts);
    }

    NeutralGlide towards(FaceLandmarks newGoal) {
        boolean far = furthest(face, newGoal) > BEGINS;
        return new NeutralGlide(current, announced, face, newGoal, moving || far, stepped);
    }

    boolean isStepDue(Pts pts) {
        return (moving || current != announced) && pts.since(stepped).compareTo(STEP) >= 0;
    }

    /** Takes one step, whose neutral is announced with the frame of that index if it {@link #hasAnnounced something new}. */
    NeutralGlide step(long index, Pts pts) {
        if (!moving) {
            return new NeutralGlide(announced, announced, face, goal, false, pts);
        }
        FaceLandmarks next = between(face, goal);
        return new NeutralGlide(announced, index, next, goal, furthest(next, goal) > ENDS, pts);
    }

    /** Tells whether a neutral was announced since {@code before}. */
    boolean hasAnnounced(NeutralGlide before) {
        return announced != before.announced;
    }

    private static FaceLandmarks between(FaceLandmarks from, FaceLandmarks to) {
        float[] points = from.toArray();
        float[] goal = to.toArray();
        for (int i = 0; i < points.length; i++) {
            points[i] += SHARE * (goal[i] - points[i]);
        }
        return FaceLandmarks.of(points);
    }

    /** Returns the largest displacement of a point in the picture. */
    private static double furthest(FaceLandmarks from, FaceLandmarks to) {
        double furthest = 0;
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            furthest = Math.max(furthest, Math.hypot(from.x(point) - to.x(point), from.y(point) - to.y(point)));
        }
        return furthest / height(to);
    }

    private static double height(FaceLandmarks face) {
        double x = face.x(MeshPoints.FOREHEAD) - face.x(MeshPoints.CHIN);
        double y = face.y(MeshPoints.FOREHEAD) - face.y(MeshPoints.CHIN);
        double z = face.z(MeshPoints.FOREHEAD) - face.z(MeshPoints.CHIN);
        return Math.sqrt(x * x + y * y + z * z);
    }
}
