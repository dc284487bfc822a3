package dev.marotte.sink.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.Output;
import dev.marotte.sink.OutputClaim;
import dev.marotte.sink.Sound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What results say of their colours: what they are coded in. */
final class ColourTagsTest {
    private static final FrameRate RATE = FrameRate.of(25);
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mov", "clip.mkv", "clip.webm"})
    void clipsSayThatTheyAreInBt709(String name) throws IOException {
        var clip = new AVFormatContext(null);
        assertThat(avformat_open_input(clip, written(name).toString(), null, new AVDictionary(null)))
                .isZero();
        avformat_find_stream_info(clip, (AVDictionary) null);
        AVCodecParameters video = clip.streams(0).codecpar();

        assertThat(video.color_primaries()).isEqualTo(AVCOL_PRI_BT709);
        assertThat(video.color_trc()).isEqualTo(AVCOL_TRC_BT709);
        assertThat(video.color_space()).isEqualTo(AVCOL_SPC_BT709);
        assertThat(video.color_range()).isEqualTo(AVCOL_RANGE_MPEG);
        avformat_close_input(clip);
    }

    @Test
    void picturesSayThatTheyAreInSrgb() throws IOException {
        written("pictures/");

        String png = new String(Files.readAllBytes(folder.resolve("pictures/000000.png")), StandardCharsets.ISO_8859_1);
        assertThat(png.indexOf("sRGB")).isEqualTo(37);
    }

    private Path written(String name) throws IOException {
        Output output = Output.named(folder + "/" + name, true);
        Rendered grey = new Rendered(
                new FrameStamp(new SessionId("test"), 0, RATE.timeOf(0)),
                FrameTiming.unhurried(Instant.EPOCH),
                new Picture(PictureCodec.RAW_BGR, SIDE, SIDE, Bytes.of(new byte[SIDE * SIDE * 3])),
                new Alpha.None(),
                new StageTimes(0, 0, 0, 1),
                false);
        try (ClipWriter writer = new FfmpegWriters(OutputClaim.take(output)).open(RATE, new Sound.None(), grey)) {
            writer.show(grey);
            writer.frame();
            writer.finish();
        }
        return output.path();
    }
}
