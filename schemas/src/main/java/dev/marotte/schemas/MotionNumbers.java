package dev.marotte.schemas;

import java.util.Arrays;

/**
 * The motion in a picture in 69 numbers: pitch, yaw and roll of the head in degrees, its scale, its x and y in pixels of the picture, and an
 * offset x, y, z of each of 21 implicit keypoints for the expression. The scale is in pixels too: the size of one unit of the networks' own
 * space. Immutable.
 */
public final class MotionNumbers {
    /** Numbers before the offsets. */
    public static final int HEAD = 6;

    public static final int COUNT = HEAD + 21 * 3;

    private final float[] numbers;

    private MotionNumbers(float[] numbers) {
        this.numbers = numbers;
    }

    /** @param numbers in the order above; taken over, not copied */
    public static MotionNumbers of(float[] numbers) {
        if (numbers.length != COUNT) {
            throw new IllegalArgumentException("motion has " + COUNT + " numbers, not " + numbers.length);
        }
        return new MotionNumbers(numbers);
    }

    /** A copy of all of them. */
    public float[] toArray() {
        return numbers.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MotionNumbers that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    /** Motion is personal: never printed. */
    @Override
    public String toString() {
        return "MotionNumbers[" + COUNT + "]";
    }
}
