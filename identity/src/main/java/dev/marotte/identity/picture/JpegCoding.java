package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;

/**
 * How the samples of a JPEG are to be understood.
 *
 * @param arithmetic compressed in the way that few decoders know
 * @param luminance whether the first three samples are light and two differences of colour, not the colours themselves
 * @param pixelsEnd where the end marker stands if there is one scan; else where the file ends
 */
public record JpegCoding(boolean arithmetic, boolean luminance, int pixelsEnd) {
    private static final int FIRST_ARITHMETIC = 0xc9;

    /** @param file that was looked at before */
    public static JpegCoding of(Bytes file) {
        return JpegFile.coding(file);
    }

    /**
     * @param frame marker of the frame
     * @param components their names, in order
     * @param transform Adobe's number for it, -1 where it is not there
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
