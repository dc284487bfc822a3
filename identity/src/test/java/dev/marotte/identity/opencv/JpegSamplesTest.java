package dev.marotte.identity.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.Pixels;
import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.TestPortraits;
import dev.marotte.identity.picture.JpegCoding;
import dev.marotte.identity.picture.JpegRaster;
import dev.marotte.identity.picture.JpegSamples;
import dev.marotte.schemas.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK reads of a JPEG against what OpenCV does. */
class JpegSamplesTest {
    private static final double HARDLY = 1.5;

    @ParameterizedTest
    @ValueSource(strings = {"hopper.jpg", "grey.jpg", "cmyk.jpg"})
    void coloursAreThoseOfTheOtherDecoder(String name) {
        Bytes file = TestPortraits.file(name);
        JpegRaster raster = JpegRaster.read(file, 1).orElseThrow();
        byte[] rgb = JpegSamples.colours(raster, JpegCoding.of(file));
        Pixels pixels = new OpenCvPictureReader().read(TestPortraits.picture(name));

        assertThat(raster.warnings()).isEmpty();
        assertThat(difference(rgb, raster.width(), pixels)).isLessThan(HARDLY);
    }

    @Test
    void whatIsDecodedWithCareLooksAsItDid() {
        Bytes whole = TestPortraits.file("hopper.jpg");
        byte[] harmed = whole.unsafeArray().clone();
        int at = harmed.length * 9 / 10;
        harmed[at] = (byte) 0xff;
        harmed[at + 1] = (byte) 0xd3;
        Bytes file = Bytes.of(harmed);

        assertThat(JpegRaster.read(file, 1).orElseThrow().warnings()).isNotEmpty();
        Pixels before = new OpenCvPictureReader().read(new SourcePicture("whole.jpg", whole));
        Pixels after = new OpenCvPictureReader().read(new SourcePicture("harmed.jpg", file));
        double sum = 0;
        int half = before.width() * before.height() / 2 * 3;
        for (int i = 0; i < half; i++) {
            sum += Math.abs((before.bgr().get(i) & 0xff) - (after.bgr().get(i) & 0xff));
        }
        assertThat(after.height()).isEqualTo(before.height());
        assertThat(sum / half).isLessThan(HARDLY);
    }

    private static double difference(byte[] rgb, int width, Pixels pixels) {
        double sum = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int i = 0; i < pixels.width() * 3; i++) {
                int other = pixels.bgr().get(y * pixels.width() * 3 + i / 3 * 3 + 2 - i % 3) & 0xff;
                sum += Math.abs((rgb[y * width * 3 + i] & 0xff) - other);
            }
        }
        return sum / pixels.width() / pixels.height() / 3;
    }
}
