package dev.marotte.identity.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFactsTest {
    private static final byte RGB = 2;

    @Test
    void aPngKeepsOnlyWhatMakesItsPixels() {
        Bytes plain = new PngMaker(4, 2, 8, RGB).filled(2, 4, (byte) 9, (byte) 8, (byte) 7);
        Bytes dressed = new PngMaker(4, 2, 8, RGB)
                .chunk("gAMA", (byte) 0, (byte) 0)
                .chunk("tEXt", (byte) 'x')
                .chunk("iCCP", (byte) 'x')
                .filled(2, 4, (byte) 9, (byte) 8, (byte) 7);

        assertThat(facts(dressed).plain()).isEqualTo(plain);
    }

    @Test
    void whatIsWrongInsideOfAPngIsFound() {
        assertFault(new PngMaker(4, 3, 8, RGB).filled(2, 4, (byte) 1, (byte) 1, (byte) 1), "damaged");
        assertFault(new PngMaker(4, 1, 8, RGB).filled(2, 4, (byte) 1, (byte) 1, (byte) 1), "damaged");
        assertFault(new PngMaker(4, 2, 7, RGB).filled(2, 4, (byte) 1, (byte) 1, (byte) 1), "damaged");
        assertFault(new PngMaker(4, 2, 8, 3).filled(2, 4, (byte) 1), "damaged");
        assertFault(new PngMaker(0, 2, 8, RGB).filled(2, 0, (byte) 1), "damaged");
        assertFault(new PngMaker(4, 2, 8, RGB).chunk("IEND").bytes(), "cut off");
    }

    @ParameterizedTest
    @CsvSource({"65535, 65535, 1, 0", "20000, 20000, 8, 2", "16000, 12500, 16, 6"})
    void whatTakesTooMuchMemoryIsNotUnpacked(int width, int height, int bits, int type) {
        Bytes bomb = new PngMaker(width, height, bits, type).chunk("IDAT").bytes();

        assertFault(bomb, "its " + width + " x " + height + " pixels take ");
        assertFault(bomb, "at most 1024 MB are given to a picture; save it smaller");
    }

    @Test
    void sidesOfMillionsAreRefused() {
        Bytes endless = new PngMaker(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 6)
                .chunk("IDAT")
                .bytes();

        assertFault(endless, "it has 2147483647 x 2147483647 pixels, and at most 65535 along a side are read");
    }

    @Test
    void aBitmapOfManyPixelsIsNotRead() {
        ByteBuffer bitmap = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
        bitmap.put(0, "BM".getBytes(StandardCharsets.US_ASCII)).putInt(10, 54).putInt(14, 40);
        bitmap.putInt(18, 30_000).putInt(22, -30_000).putShort(26, (short) 1).putShort(28, (short) 24);

        assertFault(Bytes.of(bitmap.array()), "its 30000 x 30000 pixels take 2574 MB");
    }

    @Test
    void aGifOfManyPixelsIsNotRead() {
        ByteBuffer gif = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 65_000)
                .putShort((short) 65_000);
        gif.put(13, (byte) 0x2c);

        assertFault(Bytes.of(gif.array()), "its 65000 x 65000 pixels take ");
    }

    @ParameterizedTest
    @CsvSource({"P5 60000 60000 255 ", "P6 40000 40000 65535 ", "P7 WIDTH 40000 HEIGHT 40000 DEPTH 4 MAXVAL 255 ENDHDR "
    })
    void aPixmapOfManyPixelsIsNotRead(String header) {
        assertFault(Bytes.ofUtf8(header + " "), "pixels take ");
    }

    private static void assertFault(Bytes file, String words) {
        assertThatThrownBy(() -> facts(file)).isInstanceOf(PictureFault.class).hasMessageContaining(words);
    }

    private static PictureFacts facts(Bytes file) {
        return PictureKind.of(file).facts(file);
    }
}
