package dev.marotte.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.ffmpeg.TestClip.Tone;
import dev.marotte.ingest.ffmpeg.TestClip.Video;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FfmpegSoundTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, aac, 8, 44100, 2, AAC",
        "clip.mkv, aac, 8, 48000, 1, AAC",
        "clip.ts, aac, 8, 48000, 2, AAC",
        "clip.mkv, libopus, 1, 48000, 2, OPUS"
    })
    void passesSoundThrough(String name, String encoder, int format, int rate, int channels, AudioCodec codec)
            throws IOException {
        Video video = Video.of(64, 64, TestClip.steady(50, 25)).coded("mpeg2video", AV_PIX_FMT_YUV420P);
        Tone tone = new Tone(encoder, format, rate, channels, 0, 2000);

        ReadClip clip = ReadClip.of(TestClip.silent(video).with(tone).write(folder.resolve(name)));

        Soundtrack.Coded sound = (Soundtrack.Coded) clip.facts().sound();
        assertThat(List.of(sound.codec(), sound.sampleRate(), sound.channels())).containsExactly(codec, rate, channels);
        assertThat(sound.setup().size()).isGreaterThanOrEqualTo(codec == AudioCodec.OPUS ? 19 : 2);
        assertThat(clip.soundSeconds()).isCloseTo(2.0, within(0.05));
        assertThat(clip.sounds().getFirst().pts().seconds()).isCloseTo(0, within(0.03));
    }

    @ParameterizedTest
    @CsvSource({"clip.mkv, 48000, 21333", "clip.flv, 44100, 23219"})
    void unitsLastAsLongAsTheirSamplesWhereTheContainerRounds(String name, int rate, long micros) throws IOException {
        Tone tone = new Tone("aac", 8, rate, 2, 0, 2000);
        String codec = name.endsWith("flv") ? "flv" : "mpeg2video";
        Video video = Video.of(64, 64, TestClip.steady(50, 25)).coded(codec, AV_PIX_FMT_YUV420P);

        ReadClip clip = ReadClip.of(TestClip.silent(video).with(tone).write(folder.resolve(name)));

        assertThat(clip.sounds()).isNotEmpty().allMatch(unit -> unit.durationMicros() == micros);
    }

    @ParameterizedTest
    @CsvSource({
        "clip.mpg, mp2, 1, 44100, 2",
        "clip.avi, libmp3lame, 8, 44100, 1",
        "clip.mov, pcm_s16le, 1, 22050, 1",
        "clip.mkv, pcm_s16le, 1, 96000, 2",
        "clip.ts, ac3, 8, 48000, 6",
        "clip.mov, pcm_s16le, 1, 48000, 6"
    })
    void codesOtherSoundAsAac(String name, String encoder, int format, int rate, int channels) throws IOException {
        Video video = Video.of(64, 64, TestClip.steady(50, 25)).coded("mpeg2video", AV_PIX_FMT_YUV420P);
        Tone tone = new Tone(encoder, format, rate, channels, 0, 2000);

        ReadClip clip = ReadClip.of(TestClip.silent(video).with(tone).write(folder.resolve(name)));

        Soundtrack.Coded sound = (Soundtrack.Coded) clip.facts().sound();
        assertThat(sound.codec()).isEqualTo(AudioCodec.AAC);
        assertThat(sound.channels()).isEqualTo(channels);
        assertThat(sound.sampleRate()).isEqualTo(Math.min(rate, 48_000));
        assertThat(clip.soundSeconds()).isCloseTo(2.0, within(0.1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void mixesDownWhatPlayersDoNotAgreeUpon(int channels) throws IOException {
        Tone tone = new Tone("pcm_s16le", 1, 48_000, channels, 0, 2000);

        ReadClip clip = ReadClip.of(TestClip.silent(Video.of(64, 64, TestClip.steady(50, 25)))
                .with(tone)
                .write(folder.resolve("clip.mkv")));

        assertThat(((Soundtrack.Coded) clip.facts().sound()).channels()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"clip.mkv, aac, 8", "clip.mkv, pcm_s16le, 1"})
    void keepsTheOffsetOfTheSound(String name, String encoder, int format) throws IOException {
        Tone late = new Tone(encoder, format, 48_000, 1, 500, 1000);

        ReadClip clip = ReadClip.of(TestClip.silent(Video.of(64, 64, TestClip.steady(50, 25)))
                .with(late)
                .write(folder.resolve(name)));

        double priming = encoder.equals("aac") ? 0 : 1024 / 48_000.0;
        assertThat(clip.sounds().getFirst().pts().seconds()).isCloseTo(0.5 - priming, within(0.025));
    }
}
