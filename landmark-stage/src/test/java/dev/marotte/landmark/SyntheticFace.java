package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.face.MeshPoints;
import dev.marotte.face.Rotation;
import dev.marotte.face.Similarity;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.util.Arrays;

/**
 * A canonical face that opens its eyes and lips and raises its brows as it is told; to be taken apart again by {@link PosedFace}.
 *
 * @param rightEye opening as a share of the canonical face's
 * @param lips between them, in centimetres
 * @param brows upwards, in centimetres
 * @param gaze of both eyes, to the picture's right, in centimetres
 */
record SyntheticFace(HeadPose pose, double rightEye, double leftEye, double lips, double brows, double gaze) {
    static final SyntheticFace CALM = new SyntheticFace(new HeadPose(0, 0, 0), 1, 1, 0.02, 0, 0);
    static final CanonicalFace CANONICAL = CanonicalFace.load();

    private static final int[][] RIGHT_LIDS = {
        {246, 7}, {161, 163}, {160, 144}, {159, 145}, {158, 153}, {157, 154}, {173, 155}
    };
    private static final int[][] LEFT_LIDS = {
        {398, 382}, {384, 381}, {385, 380}, {386, 374}, {387, 373}, {388, 390}, {466, 249}
    };
    private static final int[] LOWER_FACE = {
        14, 87, 317, 88, 178, 402, 318, 17, 16, 15, 84, 314, 152, 175, 199, 200, 148, 377
    };
    private static final int[] LIP_PAIRS = {13, 14, 82, 87, 312, 317};
    private static final int[] BROWS = {
        70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 300, 293, 334, 296, 336, 276, 283, 282, 295, 285
    };
    private static final float PIXELS_PER_CENTIMETRE = 12;

    SyntheticFace turned(double yaw, double pitch, double roll) {
        return new SyntheticFace(
                new HeadPose((float) yaw, (float) pitch, (float) roll), rightEye, leftEye, lips, brows, gaze);
    }

    SyntheticFace withEyes(double opening) {
        return withEyes(opening, opening);
    }

    SyntheticFace withEyes(double right, double left) {
        return new SyntheticFace(pose, right, left, lips, brows, gaze);
    }

    SyntheticFace withLips(double apart) {
        return new SyntheticFace(pose, rightEye, leftEye, apart, brows, gaze);
    }

    SyntheticFace withBrows(double up) {
        return new SyntheticFace(pose, rightEye, leftEye, lips, up, gaze);
    }

    SyntheticFace withGaze(double aside) {
        return new SyntheticFace(pose, rightEye, leftEye, lips, brows, aside);
    }

    FaceLandmarks landmarks() {
        return landmarksAt(PIXELS_PER_CENTIMETRE, 200, 180);
    }

    FaceLandmarks landmarksAt(double scale, double x, double y) {
        float[] points = Arrays.copyOf(CANONICAL.vertices(), 3 * FaceLandmarks.COUNT);
        open(points, RIGHT_LIDS, rightEye);
        open(points, LEFT_LIDS, leftEye);
        part(points);
        for (int brow : BROWS) {
            points[3 * brow + 1] -= (float) brows;
        }
        look(points, MeshPoints.RIGHT_IRIS, 33, 133);
        look(points, MeshPoints.LEFT_IRIS, 362, 263);
        return FaceLandmarks.of(new Similarity(scale, Rotation.of(pose), x, y, 0).apply(points));
    }

    /** All points of an iris lie at its centre. */
    private void look(float[] points, int iris, int corner, int otherCorner) {
        for (int point = iris; point < iris + MeshPoints.IRIS_POINTS; point++) {
            for (int axis = 0; axis < 3; axis++) {
                points[3 * point + axis] = (points[3 * corner + axis] + points[3 * otherCorner + axis]) / 2;
            }
            points[3 * point] += (float) gaze;
        }
    }

    private static void open(float[] points, int[][] lids, double opening) {
        for (int[] pair : lids) {
            int upper = 3 * pair[0] + 1;
            int lower = 3 * pair[1] + 1;
            double middle = (points[upper] + points[lower]) / 2;
            double half = (points[lower] - points[upper]) / 2 * opening;
            points[upper] = (float) (middle - half);
            points[lower] = (float) (middle + half);
        }
    }

    /** From lips that touch; the chin follows. */
    private void part(float[] points) {
        for (int i = 0; i < LIP_PAIRS.length; i += 2) {
            points[3 * LIP_PAIRS[i + 1] + 1] = points[3 * LIP_PAIRS[i] + 1];
        }
        for (int point : LOWER_FACE) {
            points[3 * point + 1] += (float) lips;
        }
    }

    /** What {@link FacialFeature} looks at, of any landmarks. */
    static Seen seen(FaceLandmarks landmarks) {
        PosedFace face = PosedFace.of(landmarks, CANONICAL);
        PosedFace calm = PosedFace.of(CALM.landmarks(), CANONICAL);
        return new Seen(
                face.gap(159, 145) / calm.gap(159, 145),
                face.gap(386, 374) / calm.gap(386, 374),
                face.gap(13, 14),
                face.gap(105, 33) - calm.gap(105, 33),
                face.width(33, MeshPoints.RIGHT_IRIS) - calm.width(33, MeshPoints.RIGHT_IRIS),
                face.width(362, MeshPoints.LEFT_IRIS) - calm.width(362, MeshPoints.LEFT_IRIS),
                face.angles());
    }

    /** A face as it is found in landmarks, in the words of {@link SyntheticFace}. */
    record Seen(
            double rightEye,
            double leftEye,
            double lips,
            double brows,
            double rightGaze,
            double leftGaze,
            HeadPose pose) {}
}
