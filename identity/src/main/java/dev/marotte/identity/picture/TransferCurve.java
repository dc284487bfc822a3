package dev.marotte.identity.picture;

import java.util.Optional;

/** How light increases with the sample values of a picture. */
public sealed interface TransferCurve {
    TransferCurve STANDARD = new Piecewise();
    TransferCurve ADOBE_RGB = new Power(563 / 256.0);

    /** Returns the light, 0 to 1, for a number from 0 to 1. */
    double light(double number);

    /** A power of the number. */
    record Power(double exponent) implements TransferCurve {
        @Override
        public double light(double number) {
            return Math.pow(number, exponent);
        }
    }

    /** The curve of sRGB (IEC 61966-2-1): linear at first. Cameras' BT.709 is shown by the same curve. */
    record Piecewise() implements TransferCurve {
        @Override
        public double light(double number) {
            return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
        }
    }

    /** Looks up the number of ITU-T H.273, table 3; empty for pictures brighter than white, and for rare curves. */
    static Optional<TransferCurve> of(int number) {
        return switch (number) {
            case 1, 6, 13, 14, 15 -> Optional.of(STANDARD);
            case 4 -> Optional.of(new Power(2.2));
            case 5 -> Optional.of(new Power(2.8));
            case 8 -> Optional.of(new Power(1));
            default -> Optional.empty();
        };
    }
}
