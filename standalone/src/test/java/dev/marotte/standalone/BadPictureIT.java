package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.opencv.WebpMaker;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever portraits users give: an identity, or one line and exit code 2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BadPictureIT {
    private static final String ENROLLED = " and enrolled";

    @TempDir
    private Path folder;

    private ServedStages broker;
    private Path data;

    @BeforeAll
    void serve(@TempDir Path served) throws Exception {
        data = served;
        broker = ServedStages.start(data);
    }

    @AfterAll
    void close() throws Exception {
        broker.close();
    }

    /** A picture and what becomes of it. */
    record PictureCase(String name, Supplier<byte[]> file, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<PictureCase> pictures() {
        BufferedImage portrait = Portraits.portrait();
        byte[] jpeg = Portraits.coded(portrait, "jpg");
        return Stream.of(
                new PictureCase("cmyk.jpg", () -> Portraits.cmyk(portrait), "square" + ENROLLED),
                new PictureCase("grey.png", () -> grey(portrait), "square" + ENROLLED),
                new PictureCase("grey-16-bits.png", () -> grey16(portrait), "square" + ENROLLED),
                new PictureCase("alpha.png", () -> alpha(portrait), "square" + ENROLLED),
                new PictureCase("webp.webp", () -> WebpMaker.code(jpeg), "square" + ENROLLED),
                new PictureCase("turned-by-exif.jpg", BadPictureIT::lyingJpeg, "upright" + ENROLLED),
                new PictureCase("profile.jpg", Portraits::profile, "square" + ENROLLED),
                new PictureCase("several-faces.jpg", BadPictureIT::twoFaces, "lying" + ENROLLED),
                new PictureCase("no-face.png", () -> noFace(), "no face was found in "),
                new PictureCase("face-too-small.jpg", () -> smallFace(0.15), "face"),
                new PictureCase("broken.jpg", () -> Arrays.copyOf(jpeg, 300), "broken.jpg cannot be read"),
                new PictureCase("grey-alpha.png", () -> greyAlpha(portrait), "square" + ENROLLED),
                new PictureCase("palette.gif", () -> Portraits.coded(portrait, "gif"), "square" + ENROLLED),
                new PictureCase("half.png", () -> half(portrait, "png"), "half.png cannot be read: it is cut off"),
                new PictureCase("half.tiff", () -> half(portrait, "tiff"), "half.tiff cannot be read: it is cut off"),
                new PictureCase("half.bmp", () -> half(portrait, "bmp"), "half.bmp cannot be read: it is cut off"),
                new PictureCase("half.gif", () -> half(portrait, "gif"), "half.gif cannot be read: it is cut off"),
                new PictureCase("phone.heic", BadPictureIT::heic, "it is a HEIC picture, which is not read"),
                new PictureCase("empty.jpg", () -> new byte[0], "empty.jpg cannot be read"),
                new PictureCase(
                        "text.jpg", () -> "not a picture".getBytes(StandardCharsets.UTF_8), "text.jpg cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picturesAreEnrolledOrRefusedInOneLine(PictureCase picture) throws IOException {
        Path file = Files.write(folder.resolve(picture.name()), picture.file().get());
        String identity = picture.name().replace('.', '-');

        CommandRun run = CommandRun.of(
                data,
                List.of("enrol", "--identity", identity, "--portrait", file.toString(), "--consent", "for a test"));

        if (picture.expected().endsWith(ENROLLED)) {
            assertThat(run.err()).isEmpty();
            assertThat(shapeOf(
                            identity, CommandRun.of(data, List.of("identities")).out()))
                    .isEqualTo(picture.expected());
        } else {
            run.assertRefused(picture.expected());
        }
    }

    /** Of one of the identities listed. */
    private static String shapeOf(String identity, List<String> identities) {
        String[] words = identities.stream()
                .filter(line -> line.startsWith(identity + " "))
                .findFirst()
                .orElseThrow()
                .split("\\s+", -1);
        int difference = Integer.compare(Integer.parseInt(words[1]), Integer.parseInt(words[3]));
        return List.of("upright", "square", "lying").get(difference + 1) + ENROLLED;
    }

    private static byte[] grey(BufferedImage picture) {
        return Portraits.coded(Portraits.converted(picture, BufferedImage.TYPE_BYTE_GRAY), "png");
    }

    private static byte[] grey16(BufferedImage picture) {
        return Portraits.coded(Portraits.converted(picture, BufferedImage.TYPE_USHORT_GRAY), "png");
    }

    private static byte[] half(BufferedImage picture, String format) {
        byte[] whole = Portraits.coded(Portraits.converted(picture, BufferedImage.TYPE_INT_RGB), format);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static byte[] heic() {
        return "\0\0\0\30ftypheic".getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Light and a mask in two channels, the way drawing programs write portraits without colour. */
    private static byte[] greyAlpha(BufferedImage picture) {
        BufferedImage grey = Portraits.converted(picture, BufferedImage.TYPE_BYTE_GRAY);
        var model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(grey.getWidth(), grey.getHeight());
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                raster.setPixel(x, y, new int[] {grey.getRaster().getSample(x, y, 0), 255});
            }
        }
        return Portraits.coded(new BufferedImage(model, raster, false, null), "png");
    }

    private static byte[] alpha(BufferedImage picture) {
        return Portraits.coded(Portraits.converted(picture, BufferedImage.TYPE_INT_ARGB), "png");
    }

    /** Upright 512 × 640, stored lying. */
    private static byte[] lyingJpeg() {
        BufferedImage upright = Portraits.placed(512, 640, 0, 60, 1);
        return Portraits.withExifOrientation(Portraits.coded(Portraits.turnedLeft(upright), "jpg"), 6);
    }

    private static byte[] twoFaces() {
        BufferedImage two = Portraits.placed(1024, 512, 0, 0, 1);
        two.createGraphics().drawImage(Portraits.portrait(), 600, 100, 300, 300, null);
        return Portraits.coded(two, "jpg");
    }

    private static byte[] noFace() {
        return Portraits.coded(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB), "png");
    }

    private static byte[] smallFace(double scale) {
        return Portraits.coded(Portraits.placed(512, 512, 200, 200, scale), "jpg");
    }
}
