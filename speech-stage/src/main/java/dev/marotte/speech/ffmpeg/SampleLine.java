package dev.marotte.speech.ffmpeg;

import java.util.Arrays;

/** Puts samples at their times, one behind the other from 0 on: fills gaps with silence, cuts what overlaps or lies before 0. One thread. */
final class SampleLine {
    private final int tolerated;
    private long next;
    private boolean begun;

    /** @param tolerated gaps and overlaps, in samples, that come of rounding */
    SampleLine(int tolerated) {
        this.tolerated = tolerated;
    }

    /** Number of the sample that comes next. */
    long expected() {
        return next;
    }

    /** What {@code samples} that begin with number {@code start} add to the line. */
    float[] placed(long start, float[] samples) {
        long gap = start - next;
        if (begun && Math.abs(gap) <= tolerated) {
            return following(samples);
        }
        float[] added = gap >= 0
                ? silenceBefore(Math.toIntExact(gap), samples)
                : Arrays.copyOfRange(samples, Math.toIntExact(Math.min(-gap, samples.length)), samples.length);
        return following(added);
    }

    /** {@code samples} themselves, counted. */
    float[] following(float[] samples) {
        begun |= samples.length > 0;
        next += samples.length;
        return samples;
    }

    private static float[] silenceBefore(int silence, float[] samples) {
        float[] both = new float[silence + samples.length];
        System.arraycopy(samples, 0, both, silence, samples.length);
        return both;
    }
}
