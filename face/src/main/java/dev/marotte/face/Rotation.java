package dev.marotte.face;

import dev.marotte.schemas.HeadPose;

/**
 * A rotation in space as a unit quaternion; axes x right, y down, z away from the viewer, so that a rotation about y is yaw, about x pitch and about z
 * roll.
 */
public record Rotation(double w, double x, double y, double z) {
    public static final Rotation NONE = new Rotation(1, 0, 0, 0);

    /** Normalises to unit length, against rounding errors. */
    public Rotation {
        double length = Math.sqrt(w * w + x * x + y * y + z * z);
        if (!(length > 0)) {
            throw new IllegalArgumentException("a rotation has a length");
        }
        w /= length;
        x /= length;
        y /= length;
        z /= length;
    }

    /** Roll after yaw after pitch: the inverse of {@link #pose}. */
    public static Rotation of(HeadPose pose) {
        return about(0, 0, 1, pose.roll()).times(about(0, -1, 0, pose.yaw())).times(about(1, 0, 0, pose.pitch()));
    }

    private static Rotation about(double x, double y, double z, double degrees) {
        double half = Math.toRadians(degrees) / 2;
        double sin = Math.sin(half);
        return new Rotation(Math.cos(half), sin * x, sin * y, sin * z);
    }

    /** First {@code other}, then this. */
    public Rotation times(Rotation other) {
        return new Rotation(
                w * other.w - x * other.x - y * other.y - z * other.z,
                w * other.x + x * other.w + y * other.z - z * other.y,
                w * other.y - x * other.z + y * other.w + z * other.x,
                w * other.z + x * other.y - y * other.x + z * other.w);
    }

    public Rotation inverse() {
        return new Rotation(w, -x, -y, -z);
    }

    /** Returns a rotation about the same axis by {@code factor} times the angle: 0 is none, 1 is this. */
    public Rotation scaledBy(double factor) {
        double sin = Math.sqrt(x * x + y * y + z * z);
        if (sin < 1e-12) {
            return NONE;
        }
        double half = Math.atan2(sin, Math.abs(w)) * factor;
        double k = Math.sin(half) / sin * Math.signum(w == 0 ? 1 : w);
        return new Rotation(Math.cos(half), k * x, k * y, k * z);
    }

    /** Angle of the rotation in degrees, 0…180. */
    public double degrees() {
        return Math.toDegrees(2 * Math.atan2(Math.sqrt(x * x + y * y + z * z), Math.abs(w)));
    }

    /** The 3 × 3 matrix, row by row. */
    public double[] matrix() {
        return new double[] {
            1 - 2 * (y * y + z * z),
            2 * (x * y - w * z),
            2 * (x * z + w * y),
            2 * (x * y + w * z),
            1 - 2 * (x * x + z * z),
            2 * (y * z - w * x),
            2 * (x * z - w * y),
            2 * (y * z + w * x),
            1 - 2 * (x * x + y * y)
        };
    }

    /** Returns where the face looks and how it is tilted, given that it looks at the viewer without rotation. */
    public HeadPose pose() {
        double[] m = matrix();
        return new HeadPose(
                (float) Math.toDegrees(Math.asin(Math.clamp(m[6], -1, 1))),
                (float) Math.toDegrees(Math.atan2(m[7], m[8])),
                (float) Math.toDegrees(Math.atan2(m[3], m[0])));
    }
}
