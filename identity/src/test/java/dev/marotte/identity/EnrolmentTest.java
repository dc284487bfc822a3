package dev.marotte.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FaceLandmarks;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentTest {
    private static final int NOSE_TIP = 1;
    private static TestStudio studio;

    @BeforeAll
    static void open() {
        studio = new TestStudio();
    }

    @AfterAll
    static void close() {
        studio.close();
    }

    @Test
    void keepsThePortraitsFraming() {
        EnrolledIdentity hopper = studio.enrol("hopper.jpg");
        assertThat(hopper.portrait().width()).isEqualTo(512);
        assertThat(hopper.portrait().height()).isEqualTo(600);
        assertThat(hopper.crop().isExact()).isTrue();
        assertThat(hopper.generators().ids()).containsExactly(studio.bundle().id());
    }

    @Test
    void aSmallPortraitKeepsItsSize() {
        EnrolledIdentity small = studio.enrol("sixteen-bit.png");

        assertThat(small.portrait().width()).isEqualTo(128);
        assertThat(small.portrait().height()).isEqualTo(150);
    }

    @Test
    void makesTheTensorsThatTheBundlePromises() {
        EnrolledIdentity hopper = studio.enrol("hopper.jpg", "hopper.webp");
        for (TensorSpec spec : studio.bundle().encoder().outputs()) {
            Tensor tensor = hopper.embedding().named(spec.name());
            assertThat(tensor.type()).isEqualTo(spec.type());
            assertThat(spec.accepts(tensor.shape()))
                    .as("%s as %s", tensor, spec)
                    .isTrue();
            assertThat(tensor.shape().axes().getFirst()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmyk.jpg", "grey.jpg", "exif-rotated.jpg", "hopper.webp", "sixteen-bit.png", "alpha.png"})
    void findsTheSameFaceInAnyKindOfFile(String file) {
        EnrolledIdentity whole = studio.enrol("hopper.jpg");
        EnrolledIdentity other = studio.enrol(file);
        FaceLandmarks expected = whole.crop().toPicture(whole.rest());
        FaceLandmarks found = other.crop().toPicture(other.rest());
        float scale = (float) other.portrait().width() / whole.portrait().width();
        assertThat(other.portrait().width()).isLessThan(other.portrait().height());
        assertThat(found.x(NOSE_TIP)).isCloseTo(expected.x(NOSE_TIP) * scale, org.assertj.core.data.Offset.offset(3f));
        assertThat(found.y(NOSE_TIP)).isCloseTo(expected.y(NOSE_TIP) * scale, org.assertj.core.data.Offset.offset(3f));
    }

    @Test
    void saysWhichPictureIsBroken() {
        byte[] unstarted = TestPortraits.file("hopper.webp").unsafeArray().clone();
        Arrays.fill(unstarted, 23, 26, (byte) 0);
        var broken = new SourcePicture("broken.webp", Bytes.of(unstarted));
        assertThatThrownBy(() -> studio.enrol(List.of(TestPortraits.picture("hopper.jpg"), broken)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("broken.webp cannot be read");
    }

    @Test
    void saysThatThereIsNoFace() {
        assertThatThrownBy(() -> studio.enrol("no-face.png"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("no face was found in no-face.png");
    }

    @Test
    void saysThatTheFaceIsTooSmall() {
        assertThatThrownBy(() -> studio.enrol("tiny.jpg"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("too small");
    }
}
