package dev.marotte.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VoiceSamplesTest {
    private static final int FRAME = VoiceSamples.RATE / 25;

    @Property(tries = 50)
    void theSameSoundGivesTheSameWindowsHoweverItIsCut(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 4000) Integer> cuts) {
        float[] sound = noise(12_000);

        assertThat(windows(sound, cuts)).isDeepEqualTo(windows(sound, List.of(sound.length)));
    }

    private static float[][] windows(float[] sound, List<Integer> cuts) {
        VoiceSamples samples = new VoiceSamples();
        List<float[]> windows = new ArrayList<>();
        int at = 0;
        for (int part = 0; at < sound.length; part++) {
            int end = Math.min(sound.length, at + cuts.get(part % cuts.size()));
            samples.take(Arrays.copyOfRange(sound, at, end));
            at = end;
            while (samples.covers((long) windows.size() * FRAME)) {
                windows.add(samples.window((long) windows.size() * FRAME));
            }
        }
        return windows.toArray(float[][]::new);
    }

    private static float[] noise(int count) {
        Random random = new Random(5);
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        return samples;
    }

    @Test
    void aQuietVoiceIsHeardAsALoudOneIs() {
        float[] loud = last(VowelSound.of(VowelSound.AH, 1, 0.2));
        float[] quiet = last(VowelSound.of(VowelSound.AH, 1, 0.02));

        assertThat(energy(quiet)).isCloseTo(energy(loud), withPercentage(1));
    }

    @Test
    void whatIsHardlyThereIsNoVoice() {
        assertThat(energy(last(VowelSound.of(VowelSound.AH, 1, 0.0002)))).isLessThan(0.01 * 0.01);
    }

    private static float[] last(float[] sound) {
        VoiceSamples samples = new VoiceSamples();
        samples.take(sound);
        float[] window = {};
        for (long centre = 0; samples.covers(centre); centre += FRAME) {
            window = samples.window(centre);
        }
        return window;
    }

    private static double energy(float[] window) {
        double squares = 0;
        for (float sample : window) {
            squares += sample * sample;
        }
        return squares / window.length;
    }
}
