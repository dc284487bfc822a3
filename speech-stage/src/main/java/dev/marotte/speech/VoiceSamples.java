package dev.marotte.speech;

import java.util.Arrays;

/**
 * The samples of a voice as they come, mono at 16 kHz, and windows of them around the times of frames, normalised to one level.
 *
 * <p>The level is the loudest of the last seconds, so that a quiet recording moves the mouth as a loud one does; sound that is never louder than
 * {@link #FLOOR} is not a voice and stays quiet. Only samples up to the end of a frame's window count, so that the same sound gives the same windows
 * however it was cut. The figures are those that the model was trained with (models/speech/features.py). One thread.
 */
public final class VoiceSamples {
    /** Samples a second. */
    public static final int RATE = 16_000;
    /** Samples that the model hears for one frame. */
    public static final int WINDOW = 5_200;

    private static final int HOP = 160;
    private static final int SPECTRUM = 400;
    /** Samples of a window before its frame's time. */
    private static final int BEFORE = 25 * HOP + SPECTRUM / 2;

    private static final double LEVEL = 0.1;
    private static final double FLOOR = 0.004;
    private static final double DECAY = 0.997;

    private float[] samples = new float[2 * RATE];
    /** Number of the first sample in the array; before the voice there is silence. */
    private long first = -BEFORE;

    private int size = BEFORE;
    private long rows;
    private double level = FLOOR;

    /** Takes the next samples; the array is not kept. */
    void take(float[] next) {
        if (size + next.length > samples.length) {
            samples = Arrays.copyOf(samples, 2 * (size + next.length));
        }
        System.arraycopy(next, 0, samples, size, next.length);
        size += next.length;
    }

    /** Number of all samples so far. */
    long count() {
        return first + size;
    }

    /** Tells whether the window around sample {@code centre} is complete. */
    boolean covers(long centre) {
        return centre - BEFORE + WINDOW <= count();
    }

    /**
     * Returns the window around sample {@code centre}; samples before it are forgotten.
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

    /** Follows the level: row r of the features is heard around sample r · {@link #HOP}. */
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
