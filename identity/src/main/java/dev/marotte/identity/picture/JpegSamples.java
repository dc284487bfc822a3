package dev.marotte.identity.picture;

/** Converts JPEG samples to colours (ITU-T T.871; for four inks as Adobe's programs write them: 255 where there is no ink). */
public final class JpegSamples {
    private static final int HALF = 128;
    private static final int MOST = 255;

    private JpegSamples() {}

    /** Returns rows of R, G, B; four inks are treated as if each removed its complement. */
    public static byte[] colours(JpegRaster raster, JpegCoding coding) {
        byte[] plain = plain(raster, coding);
        return switch (raster.channels()) {
            case 1 -> repeated(plain);
            case 3 -> plain;
            default -> withoutBlack(plain);
        };
    }

    /** Returns rows of cyan, magenta, yellow and black, 255 for the maximum of ink. */
    public static byte[] inks(JpegRaster raster, JpegCoding coding) {
        byte[] inks = plain(raster, coding);
        for (int i = 0; i < inks.length; i++) {
            inks[i] = (byte) ~inks[i];
        }
        return inks;
    }

    private static byte[] plain(JpegRaster raster, JpegCoding coding) {
        byte[] samples = raster.samples().unsafeArray().clone();
        int channels = raster.channels();
        for (int at = 0; coding.luminance() && at + channels <= samples.length; at += channels) {
            int y = samples[at] & 0xff;
            int cb = (samples[at + 1] & 0xff) - HALF;
            int cr = (samples[at + 2] & 0xff) - HALF;
            boolean inks = channels == 4;
            samples[at] = sample(y + 1.402 * cr, inks);
            samples[at + 1] = sample(y - 0.344136 * cb - 0.714136 * cr, inks);
            samples[at + 2] = sample(y + 1.772 * cb, inks);
        }
        return samples;
    }

    private static byte sample(double value, boolean complement) {
        int sample = Math.clamp(Math.round(value), 0, MOST);
        return (byte) (complement ? MOST - sample : sample);
    }

    private static byte[] repeated(byte[] greys) {
        byte[] colours = new byte[greys.length * 3];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = greys[i / 3];
        }
        return colours;
    }

    private static byte[] withoutBlack(byte[] samples) {
        byte[] colours = new byte[samples.length / 4 * 3];
        for (int i = 0; i < colours.length; i++) {
            int black = samples[i / 3 * 4 + 3] & 0xff;
            colours[i] = (byte) ((samples[i / 3 * 4 + i % 3] & 0xff) * black / MOST);
        }
        return colours;
    }
}
