package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.render.DrawRequest;
import dev.marotte.render.RenderedCrop;
import dev.marotte.render.TestStudio;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundle marotte-neural as it is shipped: the landmark warp, and a network that corrects it. */
class TrainedGeneratorTest {
    @Test
    void correctsTheWarpOfTheFaceAndLeavesTheRimOfTheCrop() {
        Picture warped = drawn(BundleSource.landmarkWarp());
        Picture corrected = drawn(BundleSource.marotteNeural());
        assertThat(corrected.size()).isEqualTo(warped.size());
        assertThat(corrected.rim()).isEqualTo(warped.rim());
        assertThat(corrected.meanDifference(warped)).isBetween(0.05, 8.0);
    }

    @Test
    void makesEmbeddingsThatTheWarpAloneDrawsAsItsOwn() {
        EnrolledIdentity enrolled = hopper(BundleSource.marotteNeural());
        try (TestStudio warp = new TestStudio(BundleSource.landmarkWarp())) {
            assertThat(enrolled.generators().ids()).contains(warp.generator().id());
            assertThat(drawn(warp, enrolled).abgr())
                    .isEqualTo(drawn(BundleSource.landmarkWarp()).abgr());
        }
    }

    private static EnrolledIdentity hopper(BundleSource bundle) {
        try (TestStudio studio = new TestStudio(bundle)) {
            return studio.enrol("hopper.jpg");
        }
    }

    private static Picture drawn(BundleSource bundle) {
        try (TestStudio studio = new TestStudio(bundle)) {
            return drawn(studio, studio.enrol("hopper.jpg"));
        }
    }

    /** Somebody whose face has moved to the right. */
    private static Picture drawn(TestStudio studio, EnrolledIdentity hopper) {
        List<Picture> pictures = new ArrayList<>();
        studio.generator()
                .draw(
                        List.of(new DrawRequest(hopper.embedding(), Shifted.by(5, hopper.rest()))),
                        hopper.crop().size(),
                        (_, drawing) -> pictures.add(Picture.of(drawing)));
        return pictures.getFirst();
    }

    private record Picture(int size, byte[] abgr) {
        static Picture of(RenderedCrop drawing) {
            byte[] pixels = new byte[RenderedCrop.pixels(drawing.size())];
            drawing.abgr().get(0, pixels);
            return new Picture(drawing.size(), pixels);
        }

        List<Byte> rim() {
            List<Byte> bytes = new ArrayList<>();
            for (int at = 0; at < abgr.length; at++) {
                int column = at / 4 % size;
                int row = at / 4 / size;
                if (Math.min(column, row) == 0 || Math.max(column, row) == size - 1) {
                    bytes.add(abgr[at]);
                }
            }
            return bytes;
        }

        double meanDifference(Picture other) {
            long sum = 0;
            for (int at = 0; at < abgr.length; at++) {
                sum += Math.abs((abgr[at] & 0xff) - (other.abgr[at] & 0xff));
            }
            return (double) sum / abgr.length;
        }
    }
}
