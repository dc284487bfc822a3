package dev.marotte.face.implicit;

/** Choice of the coordinates that carry an expression; the others describe the person's build and stay the source's. */
final class ExpressionMask {
    private static final int X = 1;
    private static final int Y = 2;
    private static final int Z = 4;
    private static final int ALL = X | Y | Z;

    private ExpressionMask() {}

    /** Returns the source's offsets with the driver's expression. */
    static ImplicitKeypoints mixed(ImplicitKeypoints source, ImplicitKeypoints driver) {
        float[] mixed = source.toArray();
        for (int point = 0; point < ImplicitKeypoints.COUNT; point++) {
            for (int axis = 0; axis < 3; axis++) {
                if ((axes(point) >> axis & 1) == 1) {
                    mixed[3 * point + axis] = driver.get(point, axis);
                }
            }
        }
        return ImplicitKeypoints.of(mixed);
    }

    private static int axes(int point) {
        return switch (point) {
            case 1, 2, 6, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> ALL;
            case 3, 4 -> Y;
            case 5, 8 -> Z;
            case 9 -> Y | Z;
            default -> 0;
        };
    }
}
