package dev.marotte.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.schemas.HeadPose;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final Offset<Double> CLOSE = within(1e-3);
    private static final Offset<Float> CLOSE_FLOAT = within(1e-2f);

    @Property(tries = 200)
    void findsTheSimilarityThatMovedTheFace(@ForAll("similarities") Similarity moved, @ForAll long seed) {
        float[] face = points(seed);
        float[] weights = weights(seed);

        Similarity fitted = Similarity.fit(face, moved.apply(face), weights);

        assertThat(fitted.scale()).isCloseTo(moved.scale(), within(1e-4 * moved.scale()));
        assertThat(fitted.rotation().inverse().times(moved.rotation()).degrees())
                .isCloseTo(0, within(0.01));
        assertThat(fitted.apply(face)).containsExactly(moved.apply(face), CLOSE_FLOAT);
    }

    @Test
    void pointsWithoutWeightDoNotCount() {
        float[] face = points(1);
        Similarity moved = new Similarity(2, Rotation.of(new HeadPose(20, -10, 5)), 3, 4, 5);
        float[] target = moved.apply(face);
        float[] weights = weights(1);
        weights[0] = 0;
        target[0] += 100;

        assertThat(Similarity.fit(face, target, weights).scale()).isCloseTo(2, CLOSE);
    }

    @Property(tries = 200)
    void theInverseLeadsBack(@ForAll("similarities") Similarity similarity) {
        float[] face = points(7);

        assertThat(similarity.inverse().apply(similarity.apply(face))).containsExactly(face, CLOSE_FLOAT);
        assertThat(similarity.times(similarity.inverse()).apply(face)).containsExactly(face, CLOSE_FLOAT);
    }

    @Property(tries = 500)
    void aPoseIsReadBackFromItsRotation(@ForAll("poses") HeadPose pose) {
        HeadPose read = Rotation.of(pose).pose();

        assertThat(read.yaw()).isCloseTo(pose.yaw(), within(0.01f));
        assertThat(read.pitch()).isCloseTo(pose.pitch(), within(0.01f));
        assertThat(read.roll()).isCloseTo(pose.roll(), within(0.01f));
    }

    @Test
    void aHeadThatLooksToTheViewersRightHasPositiveYaw() {
        double[] looksAt = new Similarity(1, Rotation.of(new HeadPose(30, 0, 0)), 0, 0, 0).apply(0.0, 0.0, -1.0);

        assertThat(looksAt[0]).isCloseTo(0.5, CLOSE);
    }

    @Test
    void aHeadThatLooksDownHasPositivePitch() {
        double[] looksAt = new Similarity(1, Rotation.of(new HeadPose(0, 30, 0)), 0, 0, 0).apply(0.0, 0.0, -1.0);

        assertThat(looksAt[1]).isCloseTo(0.5, CLOSE);
    }

    @Test
    void aHeadThatIsTiltedClockwiseHasPositiveRoll() {
        double[] viewersRight = new Similarity(1, Rotation.of(new HeadPose(0, 0, 30)), 0, 0, 0).apply(1.0, 0.0, 0.0);

        assertThat(viewersRight[1]).isCloseTo(0.5, CLOSE);
    }

    @Property(tries = 200)
    void aPartOfARotationHasAPartOfItsAngle(
            @ForAll("poses") HeadPose pose, @ForAll @DoubleRange(min = 0, max = 1) double part) {
        Rotation rotation = Rotation.of(pose);

        assertThat(rotation.scaledBy(part).degrees()).isCloseTo(part * rotation.degrees(), CLOSE);
        assertThat(rotation.scaledBy(1).times(rotation.inverse()).degrees()).isCloseTo(0, within(1e-4));
    }

    @Provide
    Arbitrary<Similarity> similarities() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0.1, 30),
                        poses(),
                        Arbitraries.doubles().between(-2000, 2000),
                        Arbitraries.doubles().between(-2000, 2000))
                .as((scale, pose, x, y) -> new Similarity(scale, Rotation.of(pose), x, y, x - y));
    }

    @Provide
    Arbitrary<HeadPose> poses() {
        return Combinators.combine(
                        Arbitraries.floats().between(-85, 85),
                        Arbitraries.floats().between(-85, 85),
                        Arbitraries.floats().between(-175, 175))
                .as(HeadPose::new);
    }

    private static float[] points(long seed) {
        Random random = new Random(seed);
        float[] points = new float[3 * 40];
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextFloat(-10, 10);
        }
        return points;
    }

    private static float[] weights(long seed) {
        Random random = new Random(seed + 1);
        float[] weights = new float[40];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat(0.01f, 1);
        }
        return weights;
    }
}
