package dev.marotte.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.ingest.Media;
import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.SoundSource;
import dev.marotte.ingest.ffmpeg.TestClip.Tone;
import dev.marotte.ingest.ffmpeg.TestClip.Video;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FfmpegVoiceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.mp4, aac, 8, 44100, AAC",
        "clip.ts, aac, 8, 48000, AAC",
        "clip.mkv, libopus, 1, 48000, OPUS",
        "clip.mov, pcm_s16le, 1, 22050, AAC"
    })
    void theSoundOfAClipBeginsAtZeroAndIsWhole(String name, String encoder, int format, int rate, AudioCodec codec)
            throws IOException {
        Path clip = TestClip.silent(video())
                .with(new Tone(encoder, format, rate, 1, 0, 2000))
                .write(folder.resolve(name));

        try (SoundSource voice = FfmpegSources.openVoice(clip, name)) {
            List<Media.Sound> units = read(voice);

            assertThat(voice.soundtrack().codec()).isEqualTo(codec);
            assertThat(units.getFirst().pts().seconds()).isCloseTo(0, within(0.05));
            Media.Sound last = units.getLast();
            assertThat(last.pts().seconds() + last.durationMicros() / 1e6).isCloseTo(2, within(0.05));
            assertThat(voice.expectedMicros() / 1e6).isCloseTo(2, within(0.2));
            assertThat(voice.completeness()).isEqualTo(new Completeness.Whole());
        }
    }

    @Test
    void aClipWithoutSoundIsRefused() throws IOException {
        Path clip = TestClip.silent(video()).write(folder.resolve("silent.mp4"));

        assertThatThrownBy(() -> FfmpegSources.openVoice(clip, "silent.mp4"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("cannot use silent.mp4 as a voice: it has no sound");
    }

    private static Video video() {
        return Video.of(64, 64, TestClip.steady(50, 25)).coded("mpeg2video", AV_PIX_FMT_YUV420P);
    }

    private static List<Media.Sound> read(SoundSource voice) throws IOException {
        List<Media.Sound> units = new ArrayList<>();
        Optional<Media.Sound> next = voice.next();
        while (next.isPresent()) {
            units.add(next.get());
            next = voice.next();
        }
        return units;
    }
}
