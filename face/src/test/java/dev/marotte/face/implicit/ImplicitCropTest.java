package dev.marotte.face.implicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.FaceRegion;
import dev.marotte.schemas.FaceLandmarks;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImplicitCropTest {
    private static final Offset<Double> ROUNDING = within(1e-3);
    private static final int CHIN = 152;
    private static final int BROW = 105;
    private static final int LEFT = 234;
    private static final int RIGHT = 454;

    /** All points in the middle of a picture, but for those that say how large the face is; the hair's rim counts for nothing. */
    private static FaceLandmarks face(float left, float right, float brow, float chin) {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        for (int point = 0; point < FaceLandmarks.COUNT; point++) {
            xyz[3 * point] = (left + right) / 2;
            xyz[3 * point + 1] = (brow + chin) / 2;
        }
        xyz[3 * LEFT] = left;
        xyz[3 * RIGHT] = right;
        xyz[3 * BROW + 1] = brow;
        xyz[3 * CHIN + 1] = chin;
        xyz[3 * 10 + 1] = brow - 500;
        return FaceLandmarks.of(xyz);
    }

    @Test
    void putsTheSourceIntoASquareOfItsFacesWidth() {
        FaceRegion crop = ImplicitCrop.source(face(100, 200, 50, 130));
        assertThat(crop.side()).isEqualTo(230, ROUNDING);
        assertThat(crop.centreX()).isEqualTo(150, ROUNDING);
        assertThat(crop.centreY()).isEqualTo(90 - 0.125 * 230, ROUNDING);
        assertThat(crop.angle()).isZero();
    }

    @Test
    void putsTheDriverIntoASquareOfItsFacesHeightWhereThatIsLonger() {
        FaceRegion crop = ImplicitCrop.driver(face(100, 150, 50, 150));
        assertThat(crop.side()).isEqualTo(220, ROUNDING);
        assertThat(crop.centreX()).isEqualTo(125, ROUNDING);
        assertThat(crop.centreY()).isEqualTo(100 - 0.1 * 220, ROUNDING);
    }
}
