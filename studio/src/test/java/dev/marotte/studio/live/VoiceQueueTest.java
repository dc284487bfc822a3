package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.media.ffmpeg.VoiceEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class VoiceQueueTest {
    private static final Duration MUCH = Duration.ofMinutes(2);
    private static final Duration UNIT = Duration.ofMillis(20);

    private final VoiceQueue queue = new VoiceQueue();
    private float next = 1;

    @Property(tries = 100)
    void whatComesInPiecesOfAnyLengthIsSaidOnceAndInOrder(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 3000) Integer> pieces) {
        VoiceQueue voice = new VoiceQueue();
        next = 1;
        pieces.forEach(length -> voice.offer(samples(length), MUCH));
        List<Float> said = new ArrayList<>();
        for (int unit = 0; unit < 200; unit++) {
            addSaid(voice.take().samples(), said);
        }

        assertThat(said).hasSize(pieces.stream().mapToInt(length -> length).sum());
        assertThat(said).isSorted();
        assertThat(voice.standing()).isEqualTo(new VoiceQueue.Standing(false, Duration.ZERO, Duration.ZERO));
    }

    @Example
    void whereNothingComesItIsSilent() {
        assertThat(queue.take().samples()).hasSize(VoiceEncoder.UNIT).containsOnly(0);
    }

    @Example
    void aVoiceBeginsWhenTwoUnitsAreThere() {
        queue.offer(samples(VoiceEncoder.UNIT), MUCH);
        assertThat(queue.take().samples()).containsOnly(0);
        queue.offer(samples(VoiceEncoder.UNIT), MUCH);
        assertThat(queue.take().samples()[0]).isEqualTo(1);
        assertThat(queue.standing()).isEqualTo(new VoiceQueue.Standing(true, UNIT, Duration.ZERO));
    }

    @Example
    void aWordOfLessThanTwoUnitsIsSaidToo() {
        queue.offer(samples(100), MUCH);
        queue.take();
        queue.take();
        assertThat(queue.take().samples()).startsWith(1, 2, 3).endsWith(0, 0);
        assertThat(queue.standing().speaking()).isFalse();
    }

    @Example
    void whatIsTooOldGoes() {
        for (int piece = 0; piece < 10; piece++) {
            queue.offer(samples(VoiceEncoder.UNIT), UNIT.multipliedBy(3));
        }
        assertThat(queue.standing().left()).isEqualTo(UNIT.multipliedBy(3));
        assertThat(queue.standing().dropped()).isEqualTo(UNIT.multipliedBy(7));
        assertThat(queue.take().samples()[0]).isEqualTo(7 * VoiceEncoder.UNIT + 1);
    }

    @Example
    void whoeverInterruptsHearsNothingOfWhatWaited() {
        queue.offer(samples(48_000), MUCH);
        queue.take();
        queue.clear();
        VoiceQueue.Unit first = queue.take();
        assertThat(first.interrupts()).isTrue();
        assertThat(first.samples()).containsOnly(0);
        assertThat(queue.take().interrupts()).isFalse();
        assertThat(queue.standing().left()).isZero();
    }

    private float[] samples(int length) {
        float[] samples = new float[length];
        for (int sample = 0; sample < length; sample++) {
            samples[sample] = next++;
        }
        return samples;
    }

    private static void addSaid(float[] unit, List<Float> said) {
        for (float sample : Arrays.copyOf(unit, unit.length)) {
            if (sample > 0) {
                said.add(sample);
            }
        }
    }
}
