package dev.marotte.face.implicit;

import dev.marotte.face.FaceRegion;
import dev.marotte.schemas.MotionNumbers;
import java.util.Arrays;

/**
 * The motion in one picture of a head: 70 numbers, including the depth of the translation, which no formula uses.
 *
 * @param scale size of the head against the canonical keypoints
 * @param x translation to the right
 * @param y translation downwards
 * @param expression an offset of each keypoint, before scaling
 */
public record ImplicitMotion(HeadAngles angles, double scale, double x, double y, ImplicitKeypoints expression) {
    /** Splits the numbers into their parts. */
    public static ImplicitMotion of(MotionNumbers motion) {
        float[] numbers = motion.toArray();
        return new ImplicitMotion(
                new HeadAngles(numbers[0], numbers[1], numbers[2]),
                numbers[3],
                numbers[4],
                numbers[5],
                ImplicitKeypoints.of(Arrays.copyOfRange(numbers, MotionNumbers.HEAD, MotionNumbers.COUNT)));
    }

    /** The numbers in their order. */
    public MotionNumbers numbers() {
        float[] numbers = new float[MotionNumbers.COUNT];
        numbers[0] = (float) angles.pitch();
        numbers[1] = (float) angles.yaw();
        numbers[2] = (float) angles.roll();
        numbers[3] = (float) scale;
        numbers[4] = (float) x;
        numbers[5] = (float) y;
        System.arraycopy(
                expression.toArray(), 0, numbers, MotionNumbers.HEAD, MotionNumbers.COUNT - MotionNumbers.HEAD);
        return MotionNumbers.of(numbers);
    }

    /**
     * Converts to pixels of the picture that a crop was cut from, so that motion in crops that follow a face can be compared.
     *
     * @param crop upright; the networks' own space reaches from −1 to 1 across it
     */
    public ImplicitMotion outOf(FaceRegion crop) {
        double unit = crop.side() / 2;
        return new ImplicitMotion(
                angles, scale * unit, crop.centreX() + x * unit, crop.centreY() + y * unit, expression);
    }

    /** Converts from pixels of the picture to the networks' own space in a crop of it. */
    public ImplicitMotion within(FaceRegion crop) {
        double unit = crop.side() / 2;
        return new ImplicitMotion(
                angles, scale / unit, (x - crop.centreX()) / unit, (y - crop.centreY()) / unit, expression);
    }
}
