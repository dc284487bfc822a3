package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.MeshPoints;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.HeadPose;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class StillFaceTest {
    private static final HeadPose AHEAD = new HeadPose(0, 0, 0);
    private static final FaceLandmarks REST = Faces.atRest().at(20, AHEAD, 250, 260);
    private static final double HEIGHT = new Points(REST.toArray()).distance(MeshPoints.FOREHEAD, MeshPoints.CHIN);
    private final StillFace still = new StillFace(REST);

    @Test
    void whatAMeshErrsByIsHardlySeen() {
        FaceLandmarks trembling = trembling(0.0007 * HEIGHT);

        assertThat(mean(still.follow(trembling))).isLessThan(0.1 * mean(trembling));
    }

    @Test
    void aLidThatClosesCloses() {
        FaceLandmarks closed = Faces.atRest().withEyes(0.1).at(20, AHEAD, 250, 260);

        assertThat(Faces.furthest(still.follow(closed), closed)).isLessThan(1e-3);
    }

    @Test
    void aStillFaceLooksAside() {
        FaceLandmarks aside = Faces.atRest().withGaze(0.1).at(20, AHEAD, 250, 260);

        assertThat(still.follow(aside)).isEqualTo(aside);
    }

    @Property(tries = 50)
    void aHeadThatGoesFurtherIsShownFurther(@ForAll @DoubleRange(min = 0.3, max = 20) double pixels) {
        assertThat(still.follow(aside(pixels * 1.1)).x(0))
                .isGreaterThan(still.follow(aside(pixels)).x(0));
    }

    @Test
    void aHeadThatGoesPlainlyGoesAllTheWay() {
        FaceLandmarks target = aside(0.01 * HEIGHT);

        assertThat(Faces.furthest(still.follow(target), target)).isLessThan(0.001 * HEIGHT);
    }

    /** How far the mesh's points are from rest. */
    private static double mean(FaceLandmarks face) {
        return IntStream.range(0, MeshPoints.COUNT)
                .mapToDouble(point -> Math.hypot(face.x(point) - REST.x(point), face.y(point) - REST.y(point)))
                .average()
                .orElseThrow();
    }

    private static FaceLandmarks aside(double pixels) {
        return Faces.atRest().at(20, AHEAD, 250 + pixels, 260);
    }

    private static FaceLandmarks trembling(double pixels) {
        Random random = new Random(7);
        float[] points = REST.toArray();
        for (int i = 0; i < points.length; i++) {
            points[i] += (float) (pixels * random.nextGaussian() / Math.sqrt(2));
        }
        return FaceLandmarks.of(points);
    }
}
