package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoundShelfTest {
    private static final double TURN_PER_SAMPLE = 2 * Math.PI * 1000 / 48_000;
    private static final int UNIT = 1024;

    private final SoundShelf shelf = new SoundShelf();

    @Test
    void atItsOwnSpeedItIsWhatWasPut() {
        putTone(20);
        float[] taken = shelf.take(100_000, 120_000, 960);
        for (int sample = 0; sample < 960; sample++) {
            assertThat(taken[2 * sample]).isEqualTo(tone(4_800 + sample), within(1e-6f));
        }
    }

    @Test
    void aLittleFasterItIsTheSameToneALittleHigher() {
        putTone(20);
        float[] taken = shelf.take(100_000, 100_000 + 20_000 * 1.005, 960);
        for (int sample = 0; sample < 960; sample++) {
            double expected = Math.sin(TURN_PER_SAMPLE * (4_800 + 1.005 * sample));
            assertThat((double) taken[2 * sample + 1]).isEqualTo(expected, within(1e-3));
        }
    }

    @Test
    void whereNothingWasPutThereIsSilence() {
        putTone(2);
        shelf.put(500_000, new float[] {1, 1});
        assertThat(shelf.take(200_000, 220_000, 960)).containsOnly(0);
        assertThat(shelf.take(-20_000, 0, 960)).startsWith(0, 0, 0);
        assertThat(shelf.take(900_000, 920_000, 960)).containsOnly(0);
    }

    @Test
    void aUnitThatComesAgainChangesNothing() {
        putTone(20);
        shelf.put(0, new float[2 * UNIT]);
        assertThat(shelf.take(0, 20_000, 960)[2 * 100]).isEqualTo(tone(100), within(1e-6f));
    }

    private void putTone(int units) {
        for (int unit = 0; unit < units; unit++) {
            float[] samples = new float[2 * UNIT];
            for (int sample = 0; sample < UNIT; sample++) {
                samples[2 * sample] = tone(unit * UNIT + sample);
                samples[2 * sample + 1] = samples[2 * sample];
            }
            shelf.put(Math.round(unit * UNIT * 1e6 / 48_000), samples);
        }
    }

    private static float tone(long sample) {
        return (float) Math.sin(TURN_PER_SAMPLE * sample);
    }
}
