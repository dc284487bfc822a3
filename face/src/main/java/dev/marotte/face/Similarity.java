package dev.marotte.face;

/**
 * A scale, a rotation and a shift in space: {@code p → scale · rotation · p + (x, y, z)}.
 *
 * <p>Arrays hold points as (x, y, z), one after another.
 */
public record Similarity(double scale, Rotation rotation, double x, double y, double z) {
    public static final Similarity NONE = new Similarity(1, Rotation.NONE, 0, 0, 0);

    /**
     * Finds the similarity that maps {@code from} to {@code to} with the least weighted sum of squared distances: Horn, "Closed-form solution of absolute
     * orientation using unit quaternions", 1987.
     *
     * @param weights one for each point, none negative, not all zero; points past its end do not count
     */
    public static Similarity fit(float[] from, float[] to, float[] weights) {
        double[] fromMean = mean(from, weights);
        double[] toMean = mean(to, weights);
        double[] covariance = new double[9];
        double spread = 0;
        for (int point = 0; point < weights.length; point++) {
            for (int i = 0; i < 3; i++) {
                double a = weights[point] * (from[3 * point + i] - fromMean[i]);
                spread += a * (from[3 * point + i] - fromMean[i]);
                for (int j = 0; j < 3; j++) {
                    covariance[3 * i + j] += a * (to[3 * point + j] - toMean[j]);
                }
            }
        }
        Rotation rotation = rotation(covariance);
        double scale = along(rotation, covariance) / spread;
        double[] mean = new Similarity(scale, rotation, 0, 0, 0).apply(fromMean);
        return new Similarity(scale, rotation, toMean[0] - mean[0], toMean[1] - mean[1], toMean[2] - mean[2]);
    }

    public double[] apply(double... point) {
        double[] m = rotation.matrix();
        return new double[] {
            x + scale * (m[0] * point[0] + m[1] * point[1] + m[2] * point[2]),
            y + scale * (m[3] * point[0] + m[4] * point[1] + m[5] * point[2]),
            z + scale * (m[6] * point[0] + m[7] * point[1] + m[8] * point[2])
        };
    }

    /** Maps all points. */
    public float[] apply(float[] points) {
        double[] m = rotation.matrix();
        float[] moved = new float[points.length];
        for (int i = 0; i < points.length; i += 3) {
            float px = points[i];
            float py = points[i + 1];
            float pz = points[i + 2];
            moved[i] = (float) (x + scale * (m[0] * px + m[1] * py + m[2] * pz));
            moved[i + 1] = (float) (y + scale * (m[3] * px + m[4] * py + m[5] * pz));
            moved[i + 2] = (float) (z + scale * (m[6] * px + m[7] * py + m[8] * pz));
        }
        return moved;
    }

    public Similarity inverse() {
        Similarity turned = new Similarity(1 / scale, rotation.inverse(), 0, 0, 0);
        double[] shift = turned.apply(x, y, z);
        return new Similarity(turned.scale, turned.rotation, -shift[0], -shift[1], -shift[2]);
    }

    /** First {@code other}, then this. */
    public Similarity times(Similarity other) {
        double[] shift = apply(other.x, other.y, other.z);
        return new Similarity(scale * other.scale, rotation.times(other.rotation), shift[0], shift[1], shift[2]);
    }

    private static double[] mean(float[] points, float[] weights) {
        double[] mean = new double[3];
        double total = 0;
        for (int point = 0; point < weights.length; point++) {
            total += weights[point];
            for (int i = 0; i < 3; i++) {
                mean[i] += weights[point] * points[3 * point + i];
            }
        }
        return new double[] {mean[0] / total, mean[1] / total, mean[2] / total};
    }

    /** Builds Horn's 4 × 4 matrix; its eigenvector of the largest eigenvalue is the rotation. */
    private static Rotation rotation(double[] s) {
        double[] eigenvector = SymmetricMatrix.of(new double[][] {
                    {s[0] + s[4] + s[8], s[5] - s[7], s[6] - s[2], s[1] - s[3]},
                    {s[5] - s[7], s[0] - s[4] - s[8], s[1] + s[3], s[6] + s[2]},
                    {s[6] - s[2], s[1] + s[3], s[4] - s[0] - s[8], s[5] + s[7]},
                    {s[1] - s[3], s[6] + s[2], s[5] + s[7], s[8] - s[0] - s[4]}
                })
                .eigenvectorOfTheLargest();
        return new Rotation(eigenvector[0], eigenvector[1], eigenvector[2], eigenvector[3]);
    }

    /** Σ weight · to · (rotation · from). */
    private static double along(Rotation rotation, double[] covariance) {
        double[] m = rotation.matrix();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sum += covariance[3 * i + j] * m[3 * j + i];
            }
        }
        return sum;
    }
}
