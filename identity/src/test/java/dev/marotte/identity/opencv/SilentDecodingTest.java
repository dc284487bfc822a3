package dev.marotte.identity.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.TestPortraits;
import dev.marotte.identity.picture.PngMaker;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What native libraries print goes past Java, so a process of its own reads broken pictures here and its standard error is looked at. */
class SilentDecodingTest {
    private static final List<String> KINDS =
            List.of(".jpg", ".png", ".webp", ".tiff", ".bmp", ".gif", ".ppm", ".pgm", ".pam");

    @TempDir
    private Path folder;

    @Test
    void nothingIsPrintedWhateverIsBroken() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-Dlogback.configurationFile=silent.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SilentDecodingTest.class.getName()));
        broken(command);
        Path printed = folder.resolve("printed");
        Process reading = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();

        assertThat(reading.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readAllLines(printed))
                .filteredOn(line -> !line.startsWith("read ") && !line.startsWith("refused "))
                .isEmpty();
        assertThat(reading.exitValue()).isZero();
        assertThat(Files.readAllLines(printed)).hasSize(command.size() - 7);
    }

    private void broken(List<String> files) throws IOException {
        for (String kind : KINDS) {
            byte[] whole = hopperAs(kind);
            files.add(written("half" + kind, Arrays.copyOf(whole, whole.length / 2)));
            files.add(written("nearly" + kind, Arrays.copyOf(whole, whole.length - 3)));
            for (int at : List.of(12, 40, whole.length / 3, whole.length / 2, whole.length - 40)) {
                byte[] flipped = whole.clone();
                for (int i = at; i < at + 8; i++) {
                    flipped[i] ^= 0x55;
                }
                files.add(written("flipped-at-" + at + kind, flipped));
            }
        }
        files.add(written(
                "odd-profile.png",
                new PngMaker(64, 64, 8, 2)
                        .profile(Bytes.ofUtf8("no profile"))
                        .chunk("sRGB", (byte) 9)
                        .chunk("tEXt")
                        .filled(64, 64, (byte) 1, (byte) 2, (byte) 3)
                        .unsafeArray()));
        files.add(written(
                "short-palette.png",
                new PngMaker(64, 64, 8, 3)
                        .chunk("PLTE", (byte) 1, (byte) 2, (byte) 3)
                        .filled(64, 64, (byte) 200)
                        .unsafeArray()));
        files.add(written("extraneous.jpg", withExtraneousBytes(hopperAs(".jpg"))));
    }

    /** Between the pixels and the end. */
    private static byte[] withExtraneousBytes(byte[] jpeg) {
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 2);
        Arrays.fill(longer, jpeg.length - 2, jpeg.length, (byte) 1);
        longer[jpeg.length] = (byte) 0xff;
        longer[jpeg.length + 1] = (byte) 0xd9;
        return longer;
    }

    private String written(String name, byte[] file) throws IOException {
        return Files.write(folder.resolve(name), file).toString();
    }

    private static byte[] hopperAs(String suffix) {
        try (PointerScope _ = new PointerScope()) {
            var file = new BytePointer(TestPortraits.file("hopper.jpg").unsafeArray());
            int flags = suffix.equals(".pgm") ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
            Mat picture = opencv_imgcodecs.imdecode(new Mat(file), flags);
            var coded = new BytePointer();
            assertThat(opencv_imgcodecs.imencode(suffix, picture, coded)).isTrue();
            byte[] bytes = new byte[Math.toIntExact(coded.limit())];
            coded.get(bytes);
            return bytes;
        }
    }

    /** Reads every file that it is given, in a process of its own. */
    public static void main(String[] files) throws IOException {
        var portraits = new OpenCvPictureReader();
        for (String file : files) {
            try {
                portraits.read(new SourcePicture(file, Bytes.of(Files.readAllBytes(Path.of(file)))));
                System.out.println("read " + file);
            } catch (BadInputException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }
}
