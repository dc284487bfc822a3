package dev.marotte.identity.picture;

import java.util.Optional;

/** White and the three primaries of a colour space, as points of CIE 1931. */
public record ColourPrimaries(Point white, Point red, Point green, Point blue) {
    private static final Point D65 = new Point(0.3127, 0.3290);
    private static final double ABOUT = 0.001;

    public static final ColourPrimaries STANDARD =
            new ColourPrimaries(D65, new Point(0.64, 0.33), new Point(0.30, 0.60), new Point(0.15, 0.06));
    public static final ColourPrimaries DISPLAY_P3 =
            new ColourPrimaries(D65, new Point(0.680, 0.320), new Point(0.265, 0.690), new Point(0.150, 0.060));
    public static final ColourPrimaries ADOBE_RGB =
            new ColourPrimaries(D65, new Point(0.64, 0.33), new Point(0.21, 0.71), new Point(0.15, 0.06));
    private static final ColourPrimaries BT2020 =
            new ColourPrimaries(D65, new Point(0.708, 0.292), new Point(0.170, 0.797), new Point(0.131, 0.046));

    /** Position of a colour, regardless of its brightness. */
    public record Point(double x, double y) {
        private boolean isAbout(Point other) {
            return Math.abs(x - other.x) < ABOUT && Math.abs(y - other.y) < ABOUT;
        }
    }

    /** Looks up the number of ITU-T H.273, table 2; empty where it is of no use for today's pictures. */
    static Optional<ColourPrimaries> of(int number) {
        return switch (number) {
            case 1 -> Optional.of(STANDARD);
            case 9 -> Optional.of(BT2020);
            case 12 -> Optional.of(DISPLAY_P3);
            default -> Optional.empty();
        };
    }

    boolean isAbout(ColourPrimaries other) {
        return white.isAbout(other.white)
                && red.isAbout(other.red)
                && green.isAbout(other.green)
                && blue.isAbout(other.blue);
    }

    /** Tells whether they span a colour space. */
    boolean isSensible() {
        double area = (green.x - red.x) * (blue.y - red.y) - (blue.x - red.x) * (green.y - red.y);
        return Math.abs(area) > ABOUT && white.y > 0 && red.y > 0 && green.y > 0 && blue.y > 0;
    }
}
