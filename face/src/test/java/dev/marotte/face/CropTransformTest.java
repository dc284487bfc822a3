package dev.marotte.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CropTransformTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    @Property
    void leadsThereAndBack(
            @ForAll("regions") FaceRegion region,
            @ForAll @IntRange(min = 1, max = 1024) int size,
            @ForAll @DoubleRange(min = -500, max = 2000) double x,
            @ForAll @DoubleRange(min = -500, max = 2000) double y) {
        CropTransform crop = CropTransform.of(region, size);
        double frameX = crop.toFrameX(x, y);
        double frameY = crop.toFrameY(x, y);

        assertThat(crop.toCropX(frameX, frameY)).isCloseTo(x, CLOSE);
        assertThat(crop.toCropY(frameX, frameY)).isCloseTo(y, CLOSE);
    }

    @Property
    void putsTheMiddleOfTheCropOnTheCentreOfTheRegion(@ForAll("regions") FaceRegion region) {
        CropTransform crop = CropTransform.of(region, 192);

        assertThat(crop.toFrameX(96, 96)).isCloseTo(region.centreX(), CLOSE);
        assertThat(crop.toFrameY(96, 96)).isCloseTo(region.centreY(), CLOSE);
    }

    @Property
    void aReducedFrameShowsTheSamePlaces(
            @ForAll("regions") FaceRegion region,
            @ForAll @IntRange(min = 1, max = 8) int reduction,
            @ForAll @DoubleRange(min = 0, max = 192) double x,
            @ForAll @DoubleRange(min = 0, max = 192) double y) {
        CropTransform crop = CropTransform.of(region, 192);
        CropTransform reduced = crop.reduced(reduction);

        // The centre of a reduced pixel is the mean of the centres of those it averages.
        assertThat(reduced.toFrameX(x, y) * reduction + (reduction - 1) / 2.0).isCloseTo(crop.toFrameX(x, y), CLOSE);
        assertThat(reduced.toFrameY(x, y) * reduction + (reduction - 1) / 2.0).isCloseTo(crop.toFrameY(x, y), CLOSE);
    }

    @Test
    void takesPointsToTheFrameWithTheirDepth() {
        CropTransform crop = new CropTransform(2, Math.PI / 2, 10, 20);

        assertThat(crop.toFrame(new float[] {3, 5, 7})).containsExactly(new float[] {0, 26, 14}, within(1e-5f));
    }

    @Provide
    Arbitrary<FaceRegion> regions() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-100, 4000),
                        Arbitraries.doubles().between(-100, 4000),
                        Arbitraries.doubles().between(5, 3000),
                        Arbitraries.doubles().between(-3.14, 3.14))
                .as(FaceRegion::new);
    }
}
