package dev.marotte.schemas;

import java.util.Arrays;

/**
 * The 478 points of MediaPipe's face mesh with irises, x right, y down, z away from the viewer on the scale of x; in pixels of the
 * picture in which they were found.
 */
public final class FaceLandmarks {
    /** 468 points of the mesh, then five of each iris. */
    public static final int COUNT = 478;

    private final float[] xyz;

    private FaceLandmarks(float[] xyz) {
        this.xyz = xyz;
    }

    /** @param xyz 478 × (x, y, z); taken over, not copied */
    public static FaceLandmarks of(float[] xyz) {
        if (xyz.length != COUNT * 3) {
            throw new IllegalArgumentException("478 points have 1434 coordinates, not " + xyz.length);
        }
        return new FaceLandmarks(xyz);
    }

    public float x(int point) {
        return xyz[3 * point];
    }

    public float y(int point) {
        return xyz[3 * point + 1];
    }

    public float z(int point) {
        return xyz[3 * point + 2];
    }

    /** A copy of all coordinates, 478 × (x, y, z). */
    public float[] toArray() {
        return xyz.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaceLandmarks that && Arrays.equals(xyz, that.xyz);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(xyz);
    }

    /** Landmarks are personal: never printed. */
    @Override
    public String toString() {
        return "FaceLandmarks[478]";
    }
}
