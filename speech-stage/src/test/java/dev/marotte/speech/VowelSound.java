package dev.marotte.speech;

import java.util.Random;

/** Vowels by formants: a row of pulses, and some noise, through three resonances. */
final class VowelSound {
    static final double[] AH = {730, 1090, 2440};
    static final double[] OO = {300, 870, 2240};

    private static final double BANDWIDTH = 90;
    private static final int PITCH = 120;

    private VowelSound() {}

    /** Mono at 16 kHz, its root mean square {@code level}. */
    static float[] of(double[] formants, double seconds, double level) {
        double[] sound = pulses((int) (seconds * VoiceSamples.RATE));
        for (double formant : formants) {
            sound = resonant(sound, formant);
        }
        return levelled(sound, level);
    }

    private static double[] pulses(int count) {
        Random noise = new Random(1);
        double[] pulses = new double[count];
        for (int i = 0; i < count; i++) {
            pulses[i] = (i % (VoiceSamples.RATE / PITCH) == 0 ? 1 : 0) + 0.002 * noise.nextGaussian();
        }
        return pulses;
    }

    private static double[] resonant(double[] sound, double hertz) {
        double radius = Math.exp(-Math.PI * BANDWIDTH / VoiceSamples.RATE);
        double turn = 2 * radius * Math.cos(2 * Math.PI * hertz / VoiceSamples.RATE);
        double[] result = new double[sound.length];
        for (int i = 2; i < sound.length; i++) {
            result[i] = sound[i] + turn * result[i - 1] - radius * radius * result[i - 2];
        }
        return result;
    }

    private static float[] levelled(double[] sound, double level) {
        double squares = 0;
        for (double sample : sound) {
            squares += sample * sample;
        }
        double gain = level / Math.sqrt(squares / sound.length);
        float[] samples = new float[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (gain * sound[i]);
        }
        return samples;
    }
}
