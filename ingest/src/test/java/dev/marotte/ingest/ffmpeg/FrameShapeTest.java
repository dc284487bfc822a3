package dev.marotte.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.SplicedClip.Take;
import dev.marotte.schemas.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips whose frames change their size, and clips whose pixels are not square: where a face is in one picture, it is in the next. */
final class FrameShapeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "clip.webm, libvpx, 480, 240",
        "clip.webm, libvpx, 240, 480",
        "clip.mkv, libvpx-vp9, 480, 240",
        "clip.ts, libopenh264, 480, 240",
        "clip.mkv, mpeg4, 240, 480"
    })
    void keepsTheFaceInPlaceWhereTheFrameSizeChanges(String name, String encoder, int first, int then)
            throws IOException {
        SplicedClip clip = SplicedClip.of(encoder, Take.of(first, first, 4), Take.of(then, then, 4));

        List<BufferedImage> pictures = pictures(clip.write(folder.resolve(name)));

        assertThat(pictures).hasSize(8).allSatisfy(picture -> assertBlock(picture, first, first, first / 3, first / 3));
    }

    @Test
    void roundedSizesOfOneShapeGetNoBars() throws IOException {
        SplicedClip clip = SplicedClip.of("libvpx", Take.of(640, 360, 2), Take.of(426, 240, 2));

        List<BufferedImage> pictures = pictures(clip.write(folder.resolve("rounded.webm")));

        assertThat(pictures).allSatisfy(picture -> assertBlock(picture, 640, 360, 213, 120));
    }

    @Test
    void fitsFramesOfAnotherShapeIntoTheMiddle() throws IOException {
        SplicedClip clip = SplicedClip.of("libvpx", Take.of(240, 480, 3), Take.of(480, 240, 3));

        List<BufferedImage> pictures = pictures(clip.write(folder.resolve("phone.webm")));

        assertBlock(pictures.getFirst(), 240, 480, 80, 160);
        assertBlock(pictures.getLast(), 240, 480, 80, 40);
    }

    @ParameterizedTest
    @CsvSource({
        "container.mkv, 0, 0, 2, 1",
        "container.mp4, 0, 0, 2, 1",
        "container.mov, 0, 0, 2, 1",
        "stream.mkv, 2, 1, 0, 0",
        "stream.mp4, 2, 1, 0, 0",
        "stream.ts, 2, 1, 0, 0",
        "corrected.mkv, 3, 2, 2, 1",
        "corrected.mp4, 3, 2, 2, 1",
        "unsaid.mkv, 2, 1, 1, 1",
        "unsaid.mp4, 2, 1, 1, 1"
    })
    void widensOblongPixelsWhoeverDeclaresThem(
            String name, int across, int down, int containerAcross, int containerDown) throws IOException {
        Take take = Take.of(128, 256, 3).oblong(across, Math.max(1, down));
        SplicedClip clip = SplicedClip.of("mpeg4", take).shown(containerAcross, Math.max(1, containerDown));

        List<BufferedImage> pictures = pictures(clip.write(folder.resolve(name)));

        assertThat(pictures).hasSize(3).allSatisfy(picture -> assertBlock(picture, 256, 256, 85, 85));
    }

    @Test
    void heightensPixelsThatAreTall() throws IOException {
        SplicedClip clip = SplicedClip.of("mpeg4", Take.of(256, 128, 3)).shown(1, 2);

        assertBlock(pictures(clip.write(folder.resolve("tall.mkv"))).getFirst(), 256, 256, 85, 85);
    }

    @Test
    void followsThePixelsOfABroadcastThatChanges() throws IOException {
        SplicedClip clip = SplicedClip.of(
                "mpeg4", Take.of(256, 256, 3).oblong(1, 1), Take.of(128, 256, 3).oblong(2, 1));

        List<BufferedImage> pictures = pictures(clip.write(folder.resolve("broadcast.ts")));

        assertThat(pictures).hasSize(6).allSatisfy(picture -> assertBlock(picture, 256, 256, 85, 85));
    }

    @Test
    void bringsPicturesOfASequenceToOneSize() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        write(pictures.resolve("1.png"), 90);
        write(pictures.resolve("2.png"), 180);

        assertThat(pictures(pictures)).hasSize(2).allSatisfy(picture -> assertBlock(picture, 90, 90, 30, 30));
    }

    private static void write(Path file, int side) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(side / 3, side / 3, side / 3, side / 3);
        ImageIO.write(picture, "png", file.toFile());
    }

    private static List<BufferedImage> pictures(Path clip) throws IOException {
        List<BufferedImage> pictures = new ArrayList<>();
        try (DrivingSource source = FfmpegSources.open(clip, SourceSettings.DEFAULT)) {
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Frame) {
                    pictures.add(read(source.encode()));
                }
            }
        }
        return pictures;
    }

    private static BufferedImage read(Picture picture) throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(picture.bytes().unsafeArray()));
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(picture.width(), picture.height());
        return image;
    }

    /** A picture of this size with a white block of {@code across} × {@code down} pixels in its middle. */
    private static void assertBlock(BufferedImage picture, int width, int height, int across, int down) {
        assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(width, height);
        int bright = 0;
        for (int x = 0; x < width; x++) {
            bright += isBright(picture.getRGB(x, height / 2)) ? 1 : 0;
        }
        assertThat(bright).isCloseTo(across, within(3));
        bright = 0;
        for (int y = 0; y < height; y++) {
            bright += isBright(picture.getRGB(width / 2, y)) ? 1 : 0;
        }
        assertThat(bright).isCloseTo(down, within(3));
    }

    private static boolean isBright(int rgb) {
        return (rgb & 0xFF) > 128;
    }
}
