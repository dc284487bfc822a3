package dev.marotte.identity.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.Pixels;
import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.TestPortraits;
import dev.marotte.schemas.Bytes;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvPictureReaderTest {
    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".webp", ".tiff", ".bmp", ".gif", ".ppm", ".pgm", ".pam"})
    void readsEveryKindThatItSaysItReads(String suffix) {
        Pixels read = new OpenCvPictureReader().read(new SourcePicture("hopper" + suffix, hopperAs(suffix)));

        assertThat(read.width()).isEqualTo(512);
        assertThat(read.height()).isEqualTo(600);
    }

    private static Bytes hopperAs(String suffix) {
        try (PointerScope _ = new PointerScope()) {
            var file = new BytePointer(TestPortraits.file("hopper.jpg").unsafeArray());
            int flags = suffix.equals(".pgm") ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
            Mat picture = opencv_imgcodecs.imdecode(new Mat(file), flags);
            var coded = new BytePointer();
            assertThat(opencv_imgcodecs.imencode(suffix, picture, coded)).isTrue();
            byte[] bytes = new byte[Math.toIntExact(coded.limit())];
            coded.get(bytes);
            return Bytes.of(bytes);
        }
    }
}
