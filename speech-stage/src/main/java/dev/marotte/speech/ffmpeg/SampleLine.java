package dev.marotte.speech.ffmpeg;

import java.util.Arrays;

/** Places samples at their times, one after the other starting at 0: fills gaps with silence, cuts samples that overlap or lie before 0. One thread. */
final class SampleLine {
    private final int tolerated;
    private long next;
    private boolean begun;

    /** @param tolerated gaps and overlaps, in samples, that result from rounding */
    SampleLine(int tolerated) {
        this.tolerated = tolerated;
    }

    /** Number of the sample that comes next. */
    long expected() {
        return next;
    }

    /** Returns what {@code samples} that begin at number {@code start} add to the line. */
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

    /** Counts {@code samples} and returns them unchanged. */
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
