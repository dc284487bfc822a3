package dev.marotte.face.implicit;

/** Classification of an angle into 66 bins of 3°; the angle is their expected value. */
final class AngleBins {
    static final int COUNT = 66;

    private static final double DEGREES_PER_BIN = 3;
    private static final double FIRST_BIN = -97.5;

    private AngleBins() {}

    /** Returns the angle in degrees. Subtracting the greatest logit first keeps the exponentials finite. */
    static double degrees(float[] logits) {
        if (logits.length != COUNT) {
            throw new IllegalArgumentException("an angle has 66 bins, not " + logits.length);
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            greatest = Math.max(greatest, logit);
        }
        double sum = 0;
        double weighted = 0;
        for (int bin = 0; bin < COUNT; bin++) {
            double share = Math.exp(logits[bin] - greatest);
            sum += share;
            weighted += share * bin;
        }
        return DEGREES_PER_BIN * weighted / sum + FIRST_BIN;
    }
}
