package dev.marotte.identity.picture;

import java.util.Optional;

/** How light grows with the numbers of a picture. */
public sealed interface TransferCurve {
    TransferCurve STANDARD = new Piecewise();
    TransferCurve ADOBE_RGB = new Power(563 / 256.0);

    /** Light, 0 to 1, of a number from 0 to 1. */
    double light(double number);

    /** A power of the number. */
    record Power(double exponent) implements TransferCurve {
        @Override
        public double light(double number) {
            return Math.pow(number, exponent);
        }
    }

    /** That of sRGB (IEC 61966-2-1): straight at first. Cameras' BT.709 is shown by the same curve. */
    record Piecewise() implements TransferCurve {
        @Override
        public double light(double number) {
            return number <= 0.04045 ? number / 12.92 : Math.pow((number + 0.055) / 1.055, 2.4);
        }
    }

    /** By the number of ITU-T H.273, table 3; empty for those of pictures brighter than white, and for rare ones. */
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
