package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a session's sound is, what pages get is what it says that it is: Opus of one channel. */
final class PageSoundTest {
    private static final SessionId SESSION = new SessionId("demo");
    private static final double TONE = 440;
    private static final long SECOND = 1_000_000;
    private static final AudioHeader PAGE =
            new AudioHeader(SESSION, AudioCodec.OPUS, OpusUnits.RATE, 1, OpusUnits.setup());

    private final List<AudioUnit> played = new ArrayList<>();

    @Test
    void aacBecomesOpusThatSoundsTheSameAtTheSameTime() throws IOException {
        try (PageSound sound = sound()) {
            tone(AudioCodec.AAC, 0, sound);
        }
        assertThat(played.size()).isBetween(95, 101);
        assertThat(loudFromTo(0.1, 1.9)).isEqualTo(TONE, within(3.0));
        assertThat(onsetMicros()).isBetween(-30_000L, 30_000L);
    }

    @Test
    void opusOfTwoChannelsBecomesOpusOfOne() throws IOException {
        try (PageSound sound = sound()) {
            tone(AudioCodec.OPUS, 0, sound);
        }
        assertThat(played).allMatch(unit -> (unit.bytes().unsafeArray()[0] & 4) == 0); // RFC 6716, 3.1: s
        assertThat(loudFromTo(0.1, 1.9)).isEqualTo(TONE, within(3.0));
    }

    @Test
    void aGapStaysAGap() throws IOException {
        try (PageSound sound = sound()) {
            tone(AudioCodec.AAC, 0, sound);
            units(AudioCodec.AAC).forEach(unit -> sound.take(later(unit, 10 * SECOND)));
        }
        assertThat(played.stream().filter(unit -> unit.pts().micros() > 9 * SECOND))
                .first()
                .satisfies(unit -> assertThat(unit.pts().micros()).isBetween(9_950_000L, 10_050_000L));
        assertThat(played)
                .noneMatch(
                        unit -> unit.pts().micros() > 3 * SECOND && unit.pts().micros() < 9 * SECOND);
    }

    @Test
    void opusOfOneChannelPassesAsItIs() throws IOException {
        AudioUnit unit = new AudioUnit(SESSION, 1, new Pts(40_000), 20_000, Bytes.of(new byte[] {(byte) 0xf8, 1, 2}));
        try (PageSound sound = sound()) {
            sound.take(PAGE);
            sound.take(unit);
        }
        assertThat(played).containsExactly(unit);
    }

    @Test
    void beforeTheHeaderNobodyKnowsWhatItIsAndNothingIsSent() throws IOException {
        try (PageSound sound = sound()) {
            units(AudioCodec.AAC).forEach(sound::take);
        }
        assertThat(played).isEmpty();
    }

    private PageSound sound() {
        return new PageSound((pts, duration, bytes) ->
                played.add(new AudioUnit(SESSION, played.size() + 1, new Pts(pts), duration, bytes)));
    }

    private static void tone(AudioCodec codec, long fromMicros, PageSound sound) throws IOException {
        try (PcmEncoder encoder = PcmEncoder.open(codec, (_, _, _) -> {})) {
            sound.take(new AudioHeader(SESSION, codec, PcmEncoder.RATE, PcmEncoder.CHANNELS, encoder.setup()));
        }
        units(codec).forEach(unit -> sound.take(later(unit, fromMicros)));
    }

    /** Two seconds of a tone, on both sides. */
    private static List<AudioUnit> units(AudioCodec codec) throws IOException {
        List<AudioUnit> units = new ArrayList<>();
        try (PcmEncoder encoder = PcmEncoder.open(
                codec,
                (pts, duration, bytes) ->
                        units.add(new AudioUnit(SESSION, units.size() + 1, new Pts(pts), duration, bytes)))) {
            float[] samples = new float[2 * PcmEncoder.RATE * PcmEncoder.CHANNELS];
            for (int sample = 0; sample < samples.length; sample++) {
                int frame = sample / PcmEncoder.CHANNELS;
                samples[sample] = (float) (0.5 * Math.sin(2 * Math.PI * TONE * frame / PcmEncoder.RATE));
            }
            encoder.take(samples);
        }
        return units;
    }

    private static AudioUnit later(AudioUnit unit, long micros) {
        return new AudioUnit(
                SESSION, unit.sequence(), new Pts(unit.pts().micros() + micros), unit.durationMicros(), unit.bytes());
    }

    /** Of what the units become for a decoder of Opus, how often it swings in a second. */
    private double loudFromTo(double from, double until) throws IOException {
        float[] left = decoded();
        int swings = 0;
        for (int sample = (int) (from * PcmEncoder.RATE) + 1; sample < until * PcmEncoder.RATE; sample++) {
            swings += left[sample - 1] < 0 && left[sample] >= 0 ? 1 : 0;
        }
        return swings / (until - from);
    }

    private long onsetMicros() throws IOException {
        float[] left = decoded();
        int sample = 0;
        while (Math.abs(left[sample]) < 0.1) {
            sample++;
        }
        return sample * SECOND / PcmEncoder.RATE;
    }

    private float[] decoded() throws IOException {
        float[] left = new float[3 * PcmEncoder.RATE];
        try (PcmDecoder decoder = PcmDecoder.open(PAGE, (pts, samples) -> {
            for (int sample = 0; sample < samples.length / 2; sample++) {
                int at = (int) (pts * PcmEncoder.RATE / SECOND) + sample;
                if (at >= 0 && at < left.length) {
                    left[at] = samples[2 * sample];
                }
            }
        })) {
            for (AudioUnit unit : played) {
                decoder.take(unit);
            }
        }
        return left;
    }
}
