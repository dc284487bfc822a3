package dev.marotte.sink.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.ingest.ClipFacts;
import dev.marotte.ingest.ClipFacts.Soundtrack;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.ClipWriter;
import dev.marotte.sink.Output;
import dev.marotte.sink.Sound;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes clips and reads them back with the demuxer of ingest. */
final class FfmpegWritersTest {
    private static final SessionId SESSION = new SessionId("test");
    private static final FrameRate RATE = FrameRate.of(25);
    private static final long UNIT_MICROS = 1024 * 1_000_000L / 48_000;
    /** AudioSpecificConfig of AAC-LC, 48 kHz, one channel, and a unit of silence in it. */
    private static final AudioHeader AAC =
            new AudioHeader(SESSION, AudioCodec.AAC, 48_000, 1, Bytes.of(new byte[] {0x11, (byte) 0x88}));

    private static final byte[] SILENT_UNIT = {0x01, 0x18, 0x20, 0x07};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"clip.mp4, AAC", "clip.mov, AAC", "clip.mkv, AAC", "clip.webm, OPUS"})
    void writesWhatAPlayerReadsBack(String name, AudioCodec codec) throws IOException {
        Path file = write(name, 64, 48, 50, 0);

        ReadBack read = ReadBack.of(file);

        assertThat(read.ptsMillis())
                .isEqualTo(LongStream.range(0, 50).map(i -> i * 40).boxed().toList());
        assertThat(read.end().seconds()).isCloseTo(2.0, within(0.025));
        assertThat(((Soundtrack.Coded) read.facts().sound()).codec()).isEqualTo(codec);
        assertThat(read.soundStart().seconds()).isCloseTo(0, within(0.025));
        assertThat(read.soundEnd().seconds()).isCloseTo(2.0, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mov", "clip.mkv", "clip.webm"})
    void keepsTheOffsetOfTheSound(String name) throws IOException {
        ReadBack read = ReadBack.of(write(name, 64, 48, 50, 480_000));

        assertThat(read.soundStart().seconds()).isCloseTo(0.48, within(0.025));
    }

    @Test
    void keepsSoundAndPictureTogetherBehindThePriming() throws IOException {
        ReadBack read = ReadBack.of(write("primed.mp4", 64, 48, 50, -UNIT_MICROS));

        assertThat(read.ptsMillis().getFirst()).isZero();
        assertThat(read.soundStart().seconds()).isCloseTo(-UNIT_MICROS / 1e6, within(0.002));
    }

    @ParameterizedTest
    @CsvSource({"clip.mp4, 66, 50", "clip.webm, 66, 50"})
    void padsOddSizes(String name, int width, int height) throws IOException {
        ClipFacts facts = ReadBack.of(write(name, 65, 49, 5, 0)).facts();

        assertThat(List.of(facts.width(), facts.height())).containsExactly(width, height);
    }

    @ParameterizedTest
    @CsvSource({"clip.mp4, 1.5", "clip.mkv, 1.5", "clip.webm, 4"})
    void keepsColours(String name, double tolerance) throws IOException {
        Picture first = ReadBack.of(write(name, 64, 48, 5, 0)).first();

        int rgb = ImageIO.read(new ByteArrayInputStream(first.bytes().unsafeArray()))
                .getRGB(8, 8);

        Color wanted = new Color(200, 90, 40);
        assertThat(rgb >> 16 & 0xFF).isCloseTo(wanted.getRed(), within((int) Math.ceil(tolerance * 4)));
        assertThat(rgb >> 8 & 0xFF).isCloseTo(wanted.getGreen(), within((int) Math.ceil(tolerance * 4)));
        assertThat(rgb & 0xFF).isCloseTo(wanted.getBlue(), within((int) Math.ceil(tolerance * 4)));
    }

    @Test
    void putsTheIndexOfAnMp4AtItsStart() throws IOException {
        String bytes = new String(Files.readAllBytes(write("clip.mp4", 64, 48, 5, 0)), StandardCharsets.ISO_8859_1);

        assertThat(bytes.indexOf("moov")).isBetween(0, bytes.indexOf("mdat"));
    }

    @Test
    void writesPicturesWithAlpha() throws IOException {
        write("pictures/", 64, 48, 3, 0);

        assertThat(names(folder.resolve("pictures"))).containsExactly("000000.png", "000001.png", "000002.png");
        BufferedImage picture =
                ImageIO.read(folder.resolve("pictures/000001.png").toFile());
        assertThat(new Color(picture.getRGB(8, 8), true)).isEqualTo(new Color(200, 90, 40, 255));
        assertThat(new Color(picture.getRGB(60, 8), true).getAlpha()).isZero();
        assertThat(names(folder)).containsExactly("pictures");
    }

    @Test
    void replacesOnlyItsOwnPictures() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.writeString(pictures.resolve("000009.png"), "of a longer clip");
        Files.writeString(pictures.resolve("notes.txt"), "of the user");

        write("pictures/", 64, 48, 2, 0);

        assertThat(names(pictures)).containsExactly("000000.png", "000001.png", "notes.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm", "pictures/", "f-%04d.png"})
    void leavesNothingBehindWhenItIsNotFinished(String name) throws IOException {
        try (ClipWriter writer =
                new FfmpegWriters(output(name)).open(RATE, new Sound.Coded(AAC), rendered(0, 64, 48))) {
            writer.show(rendered(0, 64, 48));
            writer.frame();
            assertThat(names(folder)).hasSize(1).allMatch(part -> part.startsWith(".") && part.endsWith(".part"));
        }
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenItCannotBegin() throws IOException {
        Rendered first = rendered(0, 64, 48);
        Picture vast = new Picture(PictureCodec.RAW_BGR, 40_000, 40_000, Bytes.EMPTY);
        Rendered tooLarge = new Rendered(first.stamp(), first.timing(), vast, new Alpha.None(), first.times());
        assertCannotBegin("clip.mp4", AAC, tooLarge, "cannot encode 40000x40000 pictures");
        AudioHeader noSetup =
                new AudioHeader(SESSION, AudioCodec.AAC, 48_000, 1, Bytes.of(new byte[] {(byte) 0xFF, (byte) 0xFF}));
        assertCannotBegin("clip.webm", noSetup, first, "cannot decode its sound");
    }

    private void assertCannotBegin(String name, AudioHeader sound, Rendered first, String why) throws IOException {
        assertThatThrownBy(() -> new FfmpegWriters(output(name)).open(RATE, new Sound.Coded(sound), first))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(why);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void keepsTheOldFileUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "old");
        try (ClipWriter writer =
                new FfmpegWriters(output("clip.mp4")).open(RATE, new Sound.None(), rendered(0, 64, 48))) {
            writer.show(rendered(0, 64, 48));
            writer.frame();
            assertThat(file).hasContent("old");
            writer.finish();
        }
        assertThat(Files.size(file)).isGreaterThan(100);
        assertThat(names(folder)).containsExactly("clip.mp4");
    }

    @Test
    void refusesAnOutputThatCannotBe() throws IOException {
        Files.writeString(folder.resolve("there.mp4"), "something");
        Files.createDirectory(folder.resolve("folder.mp4"));

        assertRefused("there.mp4", "exists already");
        assertRefused("folder.mp4", "it is a folder");
        assertRefused("missing/clip.mp4", "there is no folder");
        assertRefused("clip.txt", "should end with");
        assertRefused("clip.png", "need a number");
    }

    private void assertRefused(String name, String why) {
        assertThatThrownBy(() -> Output.named(folder.resolve(name).toString(), false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(why);
    }

    private Output output(String name) {
        return Output.named(folder + "/" + name, true);
    }

    /** As of a microphone whose samples come in bursts: a unit that nearly touches the one before, and one that says hardly more than that. */
    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv"})
    void writesUnitsWhoseTimesHardlyRise(String name) throws IOException {
        Output output = output(name);
        try (ClipWriter writer = new FfmpegWriters(output).open(RATE, new Sound.Coded(AAC), rendered(0, 64, 48))) {
            writer.show(rendered(0, 64, 48));
            writer.frame();
            for (long pts : new long[] {0, UNIT_MICROS - 1_800, UNIT_MICROS - 1_300, UNIT_MICROS - 800}) {
                writer.sound(new AudioUnit(SESSION, 1, new Pts(pts), UNIT_MICROS, Bytes.of(SILENT_UNIT)));
            }
            writer.finish();
        }
        assertThat(output.path()).isNotEmptyFile();
    }

    /** A clip of one picture and silence. */
    private Path write(String name, int width, int height, int frames, long soundFromMicros) throws IOException {
        Output output = output(name);
        try (ClipWriter writer =
                new FfmpegWriters(output).open(RATE, new Sound.Coded(AAC), rendered(0, width, height))) {
            long sound = soundFromMicros;
            for (int i = 0; i < frames; i++) {
                writer.show(rendered(i, width, height));
                writer.frame();
                for (; sound < RATE.timeOf(i + 1).micros(); sound += UNIT_MICROS) {
                    writer.sound(new AudioUnit(SESSION, 1, new Pts(sound), UNIT_MICROS, Bytes.of(SILENT_UNIT)));
                }
            }
            writer.finish();
        }
        return output.path();
    }

    /** One colour, covered to nine tenths of its width. */
    private static Rendered rendered(long index, int width, int height) throws IOException {
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = 40;
            pixels[i + 1] = 90;
            pixels[i + 2] = (byte) 200;
        }
        BufferedImage coverage = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        coverage.createGraphics().fillRect(0, 0, width * 9 / 10, height);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(coverage, "png", png);
        return new Rendered(
                new FrameStamp(SESSION, index, RATE.timeOf(index)),
                FrameTiming.unhurried(Instant.EPOCH),
                new Picture(PictureCodec.RAW_BGR, width, height, Bytes.of(pixels)),
                new Alpha.Coverage(Bytes.of(png.toByteArray())),
                new StageTimes(0, 0, 0, 1));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
