package dev.marotte.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.TestClip.Tone;
import dev.marotte.ingest.ffmpeg.TestClip.Video;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Pts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FfmpegSourcesTest {
    private static final Tone AAC = new Tone("aac", AV_SAMPLE_FMT_FLTP, 44_100, 2, 0, 2000);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mov", "clip.mkv", "clip.avi", "clip.ts", "clip.mpg"})
    void readsEveryFrameOfCommonContainers(String name) throws IOException {
        String encoder = name.endsWith("mpg") || name.endsWith("ts") ? "mpeg2video" : "mpeg4";
        Video video = Video.of(160, 120, TestClip.steady(50, 25)).coded(encoder, AV_PIX_FMT_YUV420P);

        ReadClip clip = ReadClip.of(TestClip.silent(video).write(folder.resolve(name)));

        assertThat(clip.ptsMillis()).isEqualTo(TestClip.steady(50, 25));
        assertThat(clip.end().pts().seconds()).isCloseTo(2.0, within(0.005));
        assertThat(clip.end().completeness()).isEqualTo(new Media.Completeness.Whole());
        assertThat(clip.facts().sound()).isEqualTo(new Soundtrack.None());
        assertThat(clip.broken()).isEmpty();
    }

    @Test
    void keepsTheTimesOfAVariableRate() throws IOException {
        List<Long> times = List.of(0L, 33L, 50L, 250L, 260L, 1300L, 1340L, 1500L);

        ReadClip clip = ReadClip.of(TestClip.silent(Video.of(64, 64, times)).write(folder.resolve("vfr.mkv")));

        assertThat(clip.ptsMillis()).isEqualTo(times);
    }

    @Test
    void beginsAtZeroWhereTheContainerBeginsLater() throws IOException {
        List<Long> times =
                TestClip.steady(25, 25).stream().map(millis -> millis + 7000).toList();

        ReadClip clip = ReadClip.of(TestClip.silent(Video.of(64, 64, times)).write(folder.resolve("late.mkv")));

        assertThat(clip.ptsMillis()).isEqualTo(TestClip.steady(25, 25));
    }

    /** The red block of the upper left goes where a player would show it. */
    @ParameterizedTest
    @CsvSource({
        "0, 160, 120, true, false, false, false",
        "90, 120, 160, false, true, false, false",
        "180, 160, 120, false, false, false, true",
        "270, 120, 160, false, false, true, false"
    })
    void turnsPicturesUpright(
            int degrees,
            int width,
            int height,
            boolean upperLeft,
            boolean upperRight,
            boolean lowerLeft,
            boolean lowerRight)
            throws IOException {
        Video video = Video.of(160, 120, TestClip.steady(3, 25)).turned(degrees);

        ReadClip clip = ReadClip.of(TestClip.silent(video).write(folder.resolve("turned.mp4")));

        assertThat(List.of(clip.first().width(), clip.first().height())).containsExactly(width, height);
        assertThat(List.of(clip.facts().width(), clip.facts().height())).containsExactly(width, height);
        assertThat(isRed(clip.first(), 0.25, 0.25)).isEqualTo(upperLeft);
        assertThat(isRed(clip.first(), 0.75, 0.25)).isEqualTo(upperRight);
        assertThat(isRed(clip.first(), 0.25, 0.75)).isEqualTo(lowerLeft);
        assertThat(isRed(clip.first(), 0.75, 0.75)).isEqualTo(lowerRight);
    }

    @Test
    void roundsTenBitsToEight() throws IOException {
        Video video = Video.of(128, 96, TestClip.steady(5, 25)).coded("ffv1", AV_PIX_FMT_YUV420P10);

        ReadClip clip = ReadClip.of(TestClip.silent(video).write(folder.resolve("ten.mkv")));

        assertThat(clip.frames()).hasSize(5);
        assertThat(isRed(clip.first(), 0.25, 0.25)).isTrue();
        assertThat(isRed(clip.first(), 0.75, 0.75)).isFalse();
    }

    @Test
    void leavesAlphaOut() throws IOException {
        Video video = Video.of(128, 96, TestClip.steady(5, 25)).coded("ffv1", AV_PIX_FMT_YUVA420P);

        ReadClip clip = ReadClip.of(TestClip.silent(video).write(folder.resolve("alpha.mkv")));

        assertThat(isRed(clip.first(), 0.25, 0.25)).isTrue();
    }

    @Test
    void keepsOddSizes() throws IOException {
        Video video = Video.of(161, 121, TestClip.steady(3, 25)).coded("ffv1", AV_PIX_FMT_YUV420P);

        Picture first = ReadClip.of(TestClip.silent(video).write(folder.resolve("odd.mkv")))
                .first();

        assertThat(List.of(first.width(), first.height())).containsExactly(161, 121);
    }

    @Test
    void scalesDownWhatIsLargerThanTheLongestSide() throws IOException {
        Video video = Video.of(640, 360, TestClip.steady(3, 25));
        SourceSettings small = new SourceSettings(25, 320, 92, 900_000);

        Picture first = ReadClip.of(TestClip.silent(video).write(folder.resolve("large.mp4")), small)
                .first();

        assertThat(List.of(first.width(), first.height())).containsExactly(320, 180);
    }

    @Test
    void lowersTheQualityOfAPictureThatIsTooLarge() throws IOException {
        Path file = TestClip.silent(Video.of(640, 360, TestClip.steady(3, 25))).write(folder.resolve("clip.mp4"));
        int usual = ReadClip.of(file).first().bytes().size();

        Picture first =
                ReadClip.of(file, new SourceSettings(25, 1920, 92, usual - 1)).first();

        assertThat(first.bytes().size()).isLessThan(usual);
        assertThat(isRed(first, 0.25, 0.25)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"mp4, 2", "mkv, 2", "mp4, 0", "mkv, 0"})
    void saysSoWhenAClipBreaksOff(String suffix, int soundSeconds) throws IOException {
        TestClip clip = TestClip.silent(Video.of(320, 240, TestClip.steady(100, 25)));
        Path whole = (soundSeconds > 0 ? clip.with(AAC) : clip).write(folder.resolve("whole." + suffix));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half." + suffix), Arrays.copyOf(bytes, bytes.length / 2));

        ReadClip read = ReadClip.of(half);

        assertThat(read.frames()).hasSizeBetween(10, 90);
        assertThat(read.end().completeness()).isInstanceOfSatisfying(Media.Completeness.Truncated.class, truncated -> {
            assertThat(truncated.sentence()).matches("the clip breaks off: [0-3]\\.\\d of 4\\.\\d s could be read");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, 2000, 0",
        "mkv, 2000, 0",
        "mov, 2000, 0",
        "mkv, 7000, 7000",
        "mp4, 7000, 7000",
        "mkv, 0, 3000",
        "mp4, 0, 3000",
        "ts, 2000, 0"
    })
    void doesNotMissWhatAClipThatBeginsLateNeverHad(String suffix, long videoMillis, long soundMillis)
            throws IOException {
        List<Long> times = TestClip.steady(50, 25).stream()
                .map(millis -> millis + videoMillis)
                .toList();
        Tone tone = new Tone("aac", AV_SAMPLE_FMT_FLTP, 48_000, 1, soundMillis, 2000);
        Video video = Video.of(64, 64, times).coded(suffix.equals("ts") ? "mpeg2video" : "mpeg4", AV_PIX_FMT_YUV420P);

        ReadClip clip = ReadClip.of(TestClip.silent(video).with(tone).write(folder.resolve("late." + suffix)));

        assertThat(clip.end().completeness()).isEqualTo(new Media.Completeness.Whole());
    }

    @Test
    void refusesAClipWithoutVideo() throws IOException {
        Path file = new TestClip(Optional.empty(), Optional.of(AAC)).write(folder.resolve("sound.m4a"));

        assertRefused(file, "it has no video; a voice alone is given as voice:FILE");
    }

    @Test
    void refusesAClipWithoutFrames() throws IOException {
        Path file = TestClip.silent(Video.of(64, 64, List.of())).with(AAC).write(folder.resolve("empty.mkv"));

        assertRefused(file, "no frame that can be decoded");
    }

    @Test
    void refusesATextFileNamedAsAVideo() throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("text.mp4"), "not a film, only words\n".repeat(200)), "not a video");
    }

    @Test
    void refusesWhatIsNotThereOrEmpty() throws IOException {
        assertRefused(folder.resolve("missing.mp4"), "there is no such file");
        assertRefused(Files.createFile(folder.resolve("empty.mp4")), "the file is empty");
        assertRefused(Files.createDirectory(folder.resolve("pictures")), "the folder holds no pictures");
    }

    private static void assertRefused(Path driving, String why) {
        assertThatThrownBy(() -> FfmpegSources.open(driving, SourceSettings.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(driving.toString());
    }

    @Test
    void readsPicturesInTheOrderOfTheirNumbers() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        writePicture(pictures.resolve("f10.png"), 20);
        writePicture(pictures.resolve("f2.png"), 10);
        Files.writeString(pictures.resolve("f3.png"), "broken");
        Files.writeString(pictures.resolve("notes.txt"), "not a picture");

        ReadClip clip = ReadClip.of(pictures, SourceSettings.DEFAULT.withPicturesPerSecond(10));

        assertThat(clip.first().width()).isEqualTo(10);
        assertThat(clip.ptsMillis()).containsExactly(0L, 200L);
        assertThat(clip.broken()).containsExactly(new Media.Broken(new Pts(100_000)));
        assertThat(clip.end().pts().micros()).isEqualTo(300_000);
        assertThat(ReadClip.of(pictures.resolve("f%d.png")).frames()).hasSize(2);
    }

    private static void writePicture(Path file, int width) throws IOException {
        ImageIO.write(new BufferedImage(width, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    private static boolean isRed(Picture picture, double x, double y) throws IOException {
        int rgb = ImageIO.read(new ByteArrayInputStream(picture.bytes().unsafeArray()))
                .getRGB((int) (x * picture.width()), (int) (y * picture.height()));
        return (rgb >> 16 & 0xFF) > 150 && (rgb >> 8 & 0xFF) < 80;
    }
}
