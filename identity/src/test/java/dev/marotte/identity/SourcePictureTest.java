package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePictureTest {
    @ParameterizedTest
    @ValueSource(strings = {"This is not a picture.", "P", "ID3\4"})
    void saysWhatIsReadOfWhatIsNot(String beginning) {
        assertRefused(beginning, "it is no JPEG, PNG, WebP, TIFF, BMP, GIF or PNM picture; save it as one of these");
    }

    @ParameterizedTest
    @CsvSource({
        "????ftypavif, an AVIF picture",
        "????ftypheic, a HEIC picture",
        "????ftypmif1, a HEIC picture",
        "????ftypisom, a video",
        "RIFF????AVI LIST, a video",
        "8BPS, a Photoshop file",
        "%PDF-1.7, a PDF",
        "<svg, a drawing in SVG",
        "<!DOCTYPE html>, a web page"
    })
    void saysWhatKindIsNotRead(String beginning, String kind) {
        assertRefused(beginning, "it is " + kind + ", which is not read; save it as JPEG or PNG");
    }

    private static void assertRefused(String beginning, String why) {
        Bytes file = Bytes.of(beginning.getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new SourcePicture("my/face.jpg", file))
                .isInstanceOf(BadInputException.class)
                .hasMessage("my/face.jpg cannot be read: " + why);
    }

    @Test
    void saysThatAFileIsTooLarge() {
        assertThatThrownBy(() -> SourcePicture.checkSize("face.png", 300L << 20))
                .isInstanceOf(BadInputException.class)
                .hasMessage("face.png cannot be read: the file has 300 MB, and at most 128 MB are read;"
                        + " save it smaller, or as JPEG");
    }

    @Test
    void saysThatAFileIsEmpty() {
        assertThatThrownBy(() -> new SourcePicture("face.png", Bytes.EMPTY))
                .isInstanceOf(BadInputException.class)
                .hasMessage("face.png cannot be read: the file is empty");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.5, 0.999})
    void saysThatAJpegIsCutOff(double kept) {
        byte[] whole = withThumbnail();
        Bytes cut = Bytes.of(Arrays.copyOf(whole, (int) (kept * whole.length)));
        assertThatThrownBy(() -> new SourcePicture("face.jpg", cut))
                .isInstanceOf(BadInputException.class)
                .hasMessage("face.jpg cannot be read: it is cut off before its end; copy it once more");
    }

    @Test
    void takesAJpegBehindWhichSomethingFollows() {
        byte[] whole = withThumbnail();
        Bytes longer = Bytes.of(Arrays.copyOf(whole, whole.length + 1_000));
        assertThat(new SourcePicture("face.jpg", longer).file()).isEqualTo(longer);
    }

    /** The end marker of a small picture stands in a segment before the large one, and two bytes fill the gap between them. */
    private static byte[] withThumbnail() {
        ByteBuffer plain = TestPortraits.file("hopper.jpg").view();
        return ByteBuffer.allocate(plain.limit() + 12)
                .putShort(plain.getShort())
                .put(new byte[] {-1, (byte) 0xe1, 0, 8, -1, (byte) 0xd8, 1, 2, -1, (byte) 0xd9, -1, -1})
                .put(plain)
                .array();
    }
}
