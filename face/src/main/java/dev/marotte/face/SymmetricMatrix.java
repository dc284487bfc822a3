package dev.marotte.face;

/** A small symmetric matrix, decomposed with Jacobi rotations. */
final class SymmetricMatrix {
    private static final int SWEEPS = 30;
    private static final double SMALL = 1e-24;

    private final int size;
    private final double[][] a;
    private final double[][] vectors;

    private SymmetricMatrix(double[][] a) {
        this.size = a.length;
        this.a = a;
        this.vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
        }
    }

    /** @param rows taken over, not copied */
    static SymmetricMatrix of(double[][] rows) {
        return new SymmetricMatrix(rows);
    }

    double[] eigenvectorOfTheLargest() {
        diagonalise();
        int largest = 0;
        for (int i = 1; i < size; i++) {
            largest = a[i][i] > a[largest][largest] ? i : largest;
        }
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = vectors[i][largest];
        }
        return vector;
    }

    private void diagonalise() {
        double enough = SMALL * squares(true);
        for (int sweep = 0; sweep < SWEEPS && squares(false) > enough; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(p, q);
                }
            }
        }
    }

    private double squares(boolean diagonal) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                sum += i == j && !diagonal ? 0 : a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Rotates axes p and q so that their common element vanishes. */
    private void rotate(int p, int q) {
        double angle = Math.atan2(2 * a[p][q], a[q][q] - a[p][p]) / 2;
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (int i = 0; i < size; i++) {
            double first = a[i][p];
            a[i][p] = c * first - s * a[i][q];
            a[i][q] = s * first + c * a[i][q];
        }
        for (int i = 0; i < size; i++) {
            double first = a[p][i];
            a[p][i] = c * first - s * a[q][i];
            a[q][i] = s * first + c * a[q][i];
            double vector = vectors[i][p];
            vectors[i][p] = c * vector - s * vectors[i][q];
            vectors[i][q] = s * vector + c * vectors[i][q];
        }
    }
}
