package dev.marotte.speech;

import java.util.Arrays;

/**
 * The samples of a voice as they come, mono at 16 kHz, and windows of them around the moments of frames, brought to one level.
 *
 * <p>The level is the loudest of the last seconds, so that a quiet recording moves the mouth as a loud one does; what is never louder than
 * {@link #FLOOR} is no voice and stays quiet. Only what came before a frame's window has ended counts, so that the same sound gives the same
 * windows however it was cut. The figures are those that the model was trained with (models/speech/features.py). One thread.
 */
public final class VoiceSamples {
    /** Samples a second. */
    public static final int RATE = 16_000;
    /** Samples that the model hears for one frame. */
    public static final int WINDOW = 5_200;

    private static final int HOP = 160;
    private static final int SPECTRUM = 400;
    /** Of a window, before its frame's moment. */
    private static final int BEFORE = 25 * HOP + SPECTRUM / 2;

    private static final double LEVEL = 0.1;
    private static final double FLOOR = 0.004;
    private static final double DECAY = 0.997;

    private float[] samples = new float[2 * RATE];
    /** Number of the sample that stands first in the array; before the voice there is silence. */
    private long first = -BEFORE;

    private int size = BEFORE;
    private long rows;
    private double level = FLOOR;

    /** Takes what comes next; not kept. */
    void take(float[] next) {
        if (size + next.length > samples.length) {
            samples = Arrays.copyOf(samples, 2 * (size + next.length));
        }
        System.arraycopy(next, 0, samples, size, next.length);
        size += next.length;
    }

    /** Length of all that came. */
    long count() {
        return first + size;
    }

    /** Whether all that belongs to the window around sample {@code centre} is there. */
    boolean covers(long centre) {
        return centre - BEFORE + WINDOW <= count();
    }

    /**
     * The window around sample {@code centre}; what lies before it is forgotten.
     *
     * @param centre not before that of the last call
     */
    float[] window(long centre) {
        forgetBefore(centre - BEFORE);
        followLevel(centre - BEFORE + WINDOW);
        float[] window = Arrays.copyOf(samples, WINDOW);
        float gain = (float) (LEVEL / level);
        for (int i = 0; i < window.length; i++) {
            window[i] *= gain;
        }
        return window;
    }

    private void forgetBefore(long start) {
        int gone = Math.toIntExact(start - first);
        System.arraycopy(samples, gone, samples, 0, size - gone);
        size -= gone;
        first = start;
    }

    /** Row r of the features is heard around sample r · {@link #HOP}. */
    private void followLevel(long end) {
        while (rows * HOP + SPECTRUM / 2 <= end) {
            level = Math.max(FLOOR, Math.max(loudness(rows * HOP - SPECTRUM / 2), level * DECAY));
            rows++;
        }
    }

    private double loudness(long start) {
        double squares = 0;
        for (int i = 0; i < SPECTRUM; i++) {
            double sample = at(start + i);
            squares += sample * sample;
        }
        return Math.sqrt(squares / SPECTRUM);
    }

    private double at(long number) {
        return number < first ? 0 : samples[Math.toIntExact(number - first)];
    }
}
