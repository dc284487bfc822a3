package dev.marotte.speech.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleLineTest {
    private static final int TOLERATED = 10;

    @Property
    void everySampleStandsNearItsTimeAndTheLineHasNoHole(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = -60, max = 60) Integer> shifts) {
        SampleLine line = new SampleLine(TOLERATED);
        long start = 0;
        long length = 0;
        for (int shift : shifts) {
            start += 100 + shift;
            float[] added = line.placed(start, filled(100));
            length += added.length;

            assertThat(line.expected()).isEqualTo(length);
            assertThat(line.expected()).isGreaterThanOrEqualTo(start + 100 - TOLERATED);
        }
    }

    @Test
    void whatLiesBeforeTheBeginningIsCut() {
        SampleLine line = new SampleLine(TOLERATED);

        assertThat(line.placed(-150, filled(100))).isEmpty();
        assertThat(line.placed(-50, filled(100))).hasSize(50);
        assertThat(line.placed(50, filled(100))).hasSize(100);
    }

    @Test
    void aGapIsSilence() {
        SampleLine line = new SampleLine(TOLERATED);
        line.placed(0, filled(100));

        assertThat(line.placed(130, filled(2))).hasSize(32).startsWith(0, 0).endsWith(1, 1);
    }

    @Test
    void timesThatWereRoundedMakeNoClick() {
        SampleLine line = new SampleLine(TOLERATED);
        line.placed(0, filled(100));

        assertThat(line.placed(107, filled(100))).hasSize(100).doesNotContain(0);
        assertThat(line.placed(193, filled(100))).hasSize(100);
    }

    private static float[] filled(int count) {
        float[] samples = new float[count];
        Arrays.fill(samples, 1);
        return samples;
    }
}
