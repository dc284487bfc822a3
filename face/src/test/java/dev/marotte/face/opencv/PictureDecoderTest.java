package dev.marotte.face.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.Pixels;
import dev.marotte.face.Scene;
import dev.marotte.face.Scene.Portrait;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
    private static final Scene SCENE = Scene.empty(301, 203).with(Portrait.COLLINS, 150, 100, 90, 0);
    private final PictureDecoder decoder = new PictureDecoder();

    @Test
    void pngAndRawGiveThePixelsThatWentIn() {
        byte[] bgr = bytes(SCENE.pixels());
        Picture raw = new Picture(PictureCodec.RAW_BGR, 301, 203, Bytes.of(bgr));

        assertThat(bytes(decoder.decode(SCENE.png()).orElseThrow())).isEqualTo(bgr);
        assertThat(bytes(decoder.decode(raw).orElseThrow())).isEqualTo(bgr);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void jpegIsReducedWhileItIsDecoded(int reduction) {
        Pixels pixels = decoder.source(SCENE.jpeg()).decode(reduction).orElseThrow();

        assertThat(pixels.width()).isEqualTo((301 + reduction - 1) / reduction);
        assertThat(pixels.height()).isEqualTo((203 + reduction - 1) / reduction);
    }

    @Test
    void brokenBytesAreNoPicture() {
        Picture text = new Picture(PictureCodec.JPEG, 301, 203, Bytes.ofUtf8("not a picture"));
        Picture shortRaw = new Picture(PictureCodec.RAW_BGR, 301, 203, Bytes.of(new byte[100]));
        Picture cutPng = new Picture(
                PictureCodec.PNG,
                301,
                203,
                Bytes.of(Arrays.copyOf(SCENE.png().bytes().unsafeArray(), 40)));

        assertThat(decoder.decode(text)).isEmpty();
        assertThat(decoder.decode(shortRaw)).isEmpty();
        assertThat(decoder.decode(cutPng)).isEmpty();
    }

    @Test
    void aPictureOfAnotherSizeThanAnnouncedIsBroken() {
        Picture lying = new Picture(PictureCodec.JPEG, 640, 480, SCENE.jpeg().bytes());

        assertThat(decoder.decode(lying)).isEmpty();
    }

    @Test
    void goesOnAfterABrokenPicture() {
        decoder.decode(new Picture(PictureCodec.JPEG, 10, 10, Bytes.ofUtf8("x")));

        assertThat(decoder.decode(SCENE.jpeg())).isPresent();
    }

    private static byte[] bytes(Pixels pixels) {
        byte[] bytes = new byte[pixels.width() * pixels.height() * 3];
        pixels.bgr().get(0, bytes);
        return bytes;
    }
}
