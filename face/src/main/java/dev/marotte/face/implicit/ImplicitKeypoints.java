package dev.marotte.face.implicit;

import dev.marotte.face.Rotation;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** The 21 implicit keypoints, or an offset for each of them. Immutable. */
public final class ImplicitKeypoints {
    public static final int COUNT = 21;
    /** Number of coordinates of all keypoints, which networks take and return as 1 × 63. */
    public static final int COORDINATES = COUNT * 3;

    private final float[] xyz;

    private ImplicitKeypoints(float[] xyz) {
        this.xyz = xyz;
    }

    /** @param xyz 21 × (x, y, z); taken over, not copied */
    public static ImplicitKeypoints of(float[] xyz) {
        if (xyz.length != COORDINATES) {
            throw new IllegalArgumentException("21 keypoints have 63 coordinates, not " + xyz.length);
        }
        return new ImplicitKeypoints(xyz);
    }

    /** One coordinate; axis 0 is x, 1 y, 2 z. */
    public float get(int point, int axis) {
        return xyz[3 * point + axis];
    }

    /** Returns each keypoint moved by the other's. */
    public ImplicitKeypoints plus(ImplicitKeypoints offsets) {
        return combined(offsets, Double::sum);
    }

    /** The offsets that lead from the other keypoints to these. */
    public ImplicitKeypoints minus(ImplicitKeypoints other) {
        return combined(other, (own, others) -> own - others);
    }

    private ImplicitKeypoints combined(ImplicitKeypoints other, DoubleBinaryOperator operator) {
        float[] result = new float[COORDINATES];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) operator.applyAsDouble(xyz[i], other.xyz[i]);
        }
        return new ImplicitKeypoints(result);
    }

    /** Multiplies all coordinates by a factor. */
    public ImplicitKeypoints scaledBy(double factor) {
        float[] result = xyz.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) (result[i] * factor);
        }
        return new ImplicitKeypoints(result);
    }

    /** Rotates all keypoints about the origin. */
    public ImplicitKeypoints turned(Rotation rotation) {
        double[] m = rotation.matrix();
        float[] result = new float[COORDINATES];
        for (int i = 0; i < result.length; i++) {
            int row = 3 * (i % 3);
            int point = i - i % 3;
            result[i] = (float) (m[row] * xyz[point] + m[row + 1] * xyz[point + 1] + m[row + 2] * xyz[point + 2]);
        }
        return new ImplicitKeypoints(result);
    }

    /** Moves all keypoints in the plane of the picture. */
    public ImplicitKeypoints shifted(double x, double y) {
        float[] result = xyz.clone();
        for (int point = 0; point < result.length; point += 3) {
            result[point] += (float) x;
            result[point + 1] += (float) y;
        }
        return new ImplicitKeypoints(result);
    }

    /** Returns a copy of all coordinates, 21 × (x, y, z). */
    public float[] toArray() {
        return xyz.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImplicitKeypoints that && Arrays.equals(xyz, that.xyz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xyz);
    }

    /** Leaves out the coordinates: they are somebody's face. */
    @Override
    public String toString() {
        return "ImplicitKeypoints[]";
    }
}
