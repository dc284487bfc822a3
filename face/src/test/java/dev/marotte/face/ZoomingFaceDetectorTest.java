package dev.marotte.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ZoomingFaceDetectorTest {
    private static final int FACE = 40;

    @Property(tries = 100)
    void findsASmallFaceAnywhereInAFullHdPicture(
            @ForAll @IntRange(min = 40, max = 1880) int x, @ForAll @IntRange(min = 40, max = 1040) int y) {
        Pixels picture = Pixels.of(1920, 1080, new byte[1920 * 1080 * 3]);
        FaceRegion face = Faces.region(x, y, FACE);

        assertThat(new ZoomingFaceDetector((_, part) -> seen(part, face)).detect(picture))
                .containsExactly(new Detection(0.8, face));
    }

    @Test
    void looksAtNoTilesOfASmallPicture() {
        List<FaceRegion> parts = new ArrayList<>();

        new ZoomingFaceDetector((_, part) -> {
                    parts.add(part);
                    return List.of();
                })
                .detect(Pixels.of(320, 240, new byte[320 * 240 * 3]));

        assertThat(parts).containsExactly(new FaceRegion(159.5, 119.5, 320, 0));
    }

    /** As the network: a face is seen where it lies whole within the part and is at least an eighth of its side. */
    private static List<Detection> seen(FaceRegion part, FaceRegion face) {
        double reach = part.side() / 2 - FACE / 2.0;
        boolean whole = Math.abs(face.centreX() - part.centreX()) <= reach
                && Math.abs(face.centreY() - part.centreY()) <= reach;
        return whole && FACE >= part.side() / 8 ? List.of(new Detection(0.8, face)) : List.of();
    }
}
