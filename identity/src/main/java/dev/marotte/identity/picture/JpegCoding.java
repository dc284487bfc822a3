package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/**
 * How to interpret the samples of a JPEG.
 *
 * @param arithmetic whether it uses arithmetic coding, which few decoders know
 * @param luminance whether the first three samples are luminance and two colour differences, not the colours themselves
 * @param pixelsEnd position of the end marker if there is one scan; else the end of the file
 */
public record JpegCoding(boolean arithmetic, boolean luminance, int pixelsEnd) {
    private static final int FIRST_ARITHMETIC = 0xc9;

    /** @param file that was checked before */
    public static JpegCoding of(Bytes file) {
        return JpegFile.coding(file);
    }

    /**
     * @param frame marker of the frame
     * @param components their names, in order
     * @param transform Adobe's number for it, -1 if absent
     */
    static JpegCoding of(int frame, String components, int transform, int pixelsEnd) {
        boolean luminance = switch (components.length()) {
            case 1 -> false;
            case 3 -> transform < 0 ? !components.equals("RGB") : transform > 0;
            default -> transform > 0;
        };
        return new JpegCoding(frame >= FIRST_ARITHMETIC, luminance, pixelsEnd);
    }
}
