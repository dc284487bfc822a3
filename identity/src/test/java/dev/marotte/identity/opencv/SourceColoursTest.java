package dev.marotte.identity.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.Pixels;
import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.picture.ColourPrimaries;
import dev.marotte.identity.picture.MatrixProfile;
import dev.marotte.identity.picture.PngMaker;
import dev.marotte.identity.picture.TransferCurve;
import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known colours, computed by hand from the standards' matrices, against what comes out of profiled pictures. */
class SourceColoursTest {
    private static final int SIDE = 16;
    private static final byte RGB = 2;
    private static final TransferCurve ADOBE_GAMMA = TransferCurve.ADOBE_RGB;
    private static final Bytes DISPLAY_P3 =
            MatrixProfile.of(ColourPrimaries.DISPLAY_P3, TransferCurve.STANDARD).profile();
    private static final Bytes ADOBE_RGB =
            MatrixProfile.of(ColourPrimaries.ADOBE_RGB, ADOBE_GAMMA).profile();
    /** From linear light in the one to linear sRGB (CSS Color 4, section 17). */
    private static final double[][] FROM_P3 = {
        {1.2249402, -0.2249402, 0}, {-0.0420570, 1.0420570, 0}, {-0.0196376, -0.0786361, 1.0982736}
    };

    private static final double[][] FROM_ADOBE = {{1.3983557, -0.3983557, 0}, {0, 1, 0}, {0, -0.0429290, 1.0429290}};

    @ParameterizedTest
    @CsvSource({"200, 150, 120", "255, 255, 255", "0, 0, 0", "128, 128, 128", "90, 60, 50", "120, 140, 190"})
    void displayP3BecomesStandardInEveryKindOfFile(int red, int green, int blue) {
        int[] expected = converted(FROM_P3, TransferCurve.STANDARD, red, green, blue);

        assertColour(png(red, green, blue, DISPLAY_P3), expected, 1);
        assertColour(jpeg(red, green, blue, DISPLAY_P3), expected, 2);
        assertColour(webp(red, green, blue, DISPLAY_P3), expected, 2);
        assertColour(tiff(red, green, blue, DISPLAY_P3), expected, 1);
    }

    @ParameterizedTest
    @CsvSource({"190, 150, 125", "255, 255, 255", "128, 128, 128", "100, 80, 70"})
    void adobeRgbBecomesStandard(int red, int green, int blue) {
        int[] expected = converted(FROM_ADOBE, ADOBE_GAMMA, red, green, blue);

        assertColour(png(red, green, blue, ADOBE_RGB), expected, 1);
        assertColour(jpeg(red, green, blue, ADOBE_RGB), expected, 2);
    }

    @Test
    void aCameraSaysAdobeRgbWithoutAProfile() {
        byte[] plain = coded(".jpg", 190, 150, 125, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100);
        ByteBuffer file = ByteBuffer.allocate(plain.length + 72).put(plain, 0, 2);
        file.putShort((short) 0xffe1).putShort((short) 70).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        file.putInt(0x4d4d002a).putInt(8);
        putDirectory(file, 34665, 4, 26);
        putDirectory(file, 40965, 4, 44);
        putDirectory(file, 1, 2, 0x52303300);
        file.put(plain, 2, plain.length - 2);

        assertColour("camera.jpg", Bytes.of(file.array()), converted(FROM_ADOBE, ADOBE_GAMMA, 190, 150, 125), 2);
    }

    /** Of one entry: a number, or four letters. */
    private static void putDirectory(ByteBuffer file, int tag, int type, int value) {
        file.putShort((short) 1).putShort((short) tag).putShort((short) type);
        file.putInt(type == 2 ? 4 : 1).putInt(value).putInt(0);
    }

    @Test
    void aLinearProfileIsNotTakenForStandard() {
        Bytes named = named(
                "Linear sRGB",
                MatrixProfile.of(ColourPrimaries.STANDARD, new TransferCurve.Power(1))
                        .profile());

        assertColour(png(55, 55, 55, named), new int[] {128, 128, 128}, 1);
    }

    /** The text of a description stands twelve bytes behind the beginning of the first tag. */
    private static Bytes named(String name, Bytes profile) {
        byte[] bytes = profile.unsafeArray().clone();
        int tag = profile.view().getInt(128 + 4 + 4);
        ByteBuffer.wrap(bytes)
                .putInt(tag + 8, name.length() + 1)
                .put(tag + 12, name.getBytes(StandardCharsets.US_ASCII));
        return Bytes.of(bytes);
    }

    @Test
    void codePointsComeBeforeAProfile() {
        Bytes file = new PngMaker(SIDE, SIDE, 8, RGB)
                .chunk("cICP", (byte) 12, (byte) 13, (byte) 0, (byte) 1)
                .profile(ADOBE_RGB)
                .filled(SIDE, SIDE, (byte) 200, (byte) 150, (byte) 120);

        assertColour("p3.png", file, converted(FROM_P3, TransferCurve.STANDARD, 200, 150, 120), 1);
    }

    @Test
    void codePointsOfBrighterPicturesLeaveTheProfile() {
        Bytes file = new PngMaker(SIDE, SIDE, 8, RGB)
                .chunk("cICP", (byte) 9, (byte) 16, (byte) 0, (byte) 1)
                .profile(DISPLAY_P3)
                .filled(SIDE, SIDE, (byte) 200, (byte) 150, (byte) 120);

        assertColour("pq.png", file, converted(FROM_P3, TransferCurve.STANDARD, 200, 150, 120), 1);
    }

    @Test
    void gammaAndPrimariesOfAPngAreHeeded() {
        Bytes file = new PngMaker(SIDE, SIDE, 8, RGB)
                .chunk("gAMA", numbers(45_470))
                .chunk("cHRM", numbers(31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000))
                .filled(SIDE, SIDE, (byte) 190, (byte) 150, (byte) 125);
        Bytes linear = new PngMaker(SIDE, SIDE, 8, RGB)
                .chunk("gAMA", numbers(100_000))
                .filled(SIDE, SIDE, (byte) 55, (byte) 55, (byte) 55);

        assertColour("adobe.png", file, converted(FROM_ADOBE, TransferCurve.STANDARD, 190, 150, 125), 1);
        assertColour("linear.png", linear, new int[] {128, 128, 128}, 1);
    }

    @Test
    void whatSaysThatItIsStandardStaysAsItIs() {
        Bytes gamma = new PngMaker(SIDE, SIDE, 8, RGB)
                .chunk("sRGB", (byte) 0)
                .chunk("gAMA", numbers(100_000))
                .filled(SIDE, SIDE, (byte) 200, (byte) 100, (byte) 50);

        assertColour("s.png", gamma, new int[] {200, 100, 50}, 0);
        Bytes profile = Bytes.of(java.awt.color.ICC_Profile.getInstance(java.awt.color.ColorSpace.CS_sRGB)
                .getData());
        assertColour(png(200, 100, 50, profile), new int[] {200, 100, 50}, 0);
    }

    @Test
    void aBrokenProfileIsPassedOver() {
        assertColour(png(200, 100, 50, Bytes.ofUtf8("no profile")), new int[] {200, 100, 50}, 0);
        byte[] cut = Arrays.copyOf(DISPLAY_P3.unsafeArray(), 200);
        assertColour(png(200, 100, 50, Bytes.of(cut)), new int[] {200, 100, 50}, 0);
    }

    @Test
    void transparencyIsBlendedInStandardColours() {
        Bytes file = new PngMaker(SIDE, SIDE, 8, 6)
                .profile(DISPLAY_P3)
                .filled(SIDE, SIDE, (byte) 200, (byte) 150, (byte) 120, (byte) 255);

        assertColour("clear.png", file, converted(FROM_P3, TransferCurve.STANDARD, 200, 150, 120), 1);
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer chunk = ByteBuffer.allocate(4 * numbers.length);
        Arrays.stream(numbers).forEach(chunk::putInt);
        return chunk.array();
    }

    private static int[] converted(double[][] matrix, TransferCurve transfer, int... rgb) {
        int[] standard = new int[3];
        for (int i = 0; i < 3; i++) {
            double light = 0;
            for (int k = 0; k < 3; k++) {
                light += matrix[i][k] * transfer.light(rgb[k] / 255.0);
            }
            double bounded = Math.clamp(light, 0, 1);
            double number = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055;
            standard[i] = (int) Math.round(255 * number);
        }
        return standard;
    }

    private static void assertColour(SourcePicture picture, int[] rgb, int bound) {
        Pixels pixels = new OpenCvPictureReader().read(picture);
        int middle = (pixels.height() / 2 * pixels.width() + pixels.width() / 2) * 3;
        for (int i = 0; i < 3; i++) {
            assertThat(pixels.bgr().get(middle + 2 - i) & 0xff)
                    .as("channel %d of %s", i, picture.name())
                    .isCloseTo(rgb[i], within(bound));
        }
    }

    private static void assertColour(String name, Bytes file, int[] rgb, int bound) {
        assertColour(new SourcePicture(name, file), rgb, bound);
    }

    private static SourcePicture png(int red, int green, int blue, Bytes profile) {
        Bytes file = new PngMaker(SIDE, SIDE, 8, RGB)
                .profile(profile)
                .filled(SIDE, SIDE, (byte) red, (byte) green, (byte) blue);
        return new SourcePicture("profiled.png", file);
    }

    private static SourcePicture jpeg(int red, int green, int blue, Bytes profile) {
        byte[] plain = coded(".jpg", red, green, blue, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, 100);
        int half = profile.size() / 2;
        ByteBuffer file =
                ByteBuffer.allocate(plain.length + profile.size() + 36).put(plain, 0, 2);
        putPart(file, 1, profile.unsafeArray(), 0, half);
        putPart(file, 2, profile.unsafeArray(), half, profile.size() - half);
        return new SourcePicture(
                "profiled.jpg", Bytes.of(file.put(plain, 2, plain.length - 2).array()));
    }

    private static void putPart(ByteBuffer file, int number, byte[] profile, int from, int length) {
        file.putShort((short) 0xffe2).putShort((short) (length + 16));
        file.put("ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII))
                .put((byte) number)
                .put((byte) 2);
        file.put(profile, from, length);
    }

    /** Its one chunk gets a header for further ones. */
    private static SourcePicture webp(int red, int green, int blue, Bytes profile) {
        byte[] plain = coded(".webp", red, green, blue, opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101);
        ByteBuffer file = ByteBuffer.allocate(plain.length + 26 + profile.size() + (profile.size() & 1))
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x20);
        file.put(new byte[] {SIDE - 1, 0, 0, SIDE - 1, 0, 0});
        file.put("ICCP".getBytes(StandardCharsets.US_ASCII))
                .putInt(profile.size())
                .put(profile.view());
        file.position(file.position() + (profile.size() & 1)).put(plain, 12, plain.length - 12);
        return new SourcePicture("profiled.webp", Bytes.of(file.array()));
    }

    /** Uncompressed, made by hand: a directory, the profile, the pixels. */
    private static SourcePicture tiff(int red, int green, int blue, Bytes profile) {
        int data = 8 + 2 + 10 * 12 + 4;
        ByteBuffer file = ByteBuffer.allocate(data + 8 + profile.size() + SIDE * SIDE * 3);
        file.putInt(0x4d4d002a).putInt(8).putShort((short) 10);
        int pixels = data + 8 + profile.size();
        int[][] entries = {
            {256, 4, 1, SIDE},
            {257, 4, 1, SIDE},
            {258, 3, 3, data},
            {259, 3, 1, 1 << 16},
            {262, 3, 1, 2 << 16},
            {273, 4, 1, pixels},
            {277, 3, 1, 3 << 16},
            {278, 4, 1, SIDE},
            {279, 4, 1, SIDE * SIDE * 3},
            {34675, 7, profile.size(), data + 8}
        };
        for (int[] entry : entries) {
            file.putShort((short) entry[0])
                    .putShort((short) entry[1])
                    .putInt(entry[2])
                    .putInt(entry[3]);
        }
        file.putInt(0)
                .putShort((short) 8)
                .putShort((short) 8)
                .putShort((short) 8)
                .position(data + 8);
        file.put(profile.view());
        while (file.hasRemaining()) {
            file.put((byte) red).put((byte) green).put((byte) blue);
        }
        return new SourcePicture("profiled.tiff", Bytes.of(file.array()));
    }

    private static byte[] coded(String suffix, int red, int green, int blue, int parameter, int value) {
        try (PointerScope _ = new PointerScope()) {
            Mat picture = new Mat(SIDE, SIDE, opencv_core.CV_8UC3, new Scalar(blue, green, red, 0));
            var coded = new BytePointer();
            assertThat(opencv_imgcodecs.imencode(suffix, picture, coded, new IntPointer(parameter, value)))
                    .isTrue();
            byte[] bytes = new byte[Math.toIntExact(coded.limit())];
            coded.get(bytes);
            return bytes;
        }
    }
}
