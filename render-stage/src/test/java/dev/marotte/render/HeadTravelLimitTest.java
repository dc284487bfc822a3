package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class HeadTravelLimitTest {
    private static final int SIDE = 512;

    @Property
    void theFaceStaysOutOfTheRim(
            @ForAll @FloatRange(min = 180, max = 330) float x,
            @ForAll @FloatRange(min = 180, max = 330) float y,
            @ForAll @DoubleRange(min = -900, max = 900) double wanted) {
        HeadTravelLimit limit = HeadTravelLimit.of(Meshes.filling(x, y, 180, 180), SIDE);

        assertThat(x + limit.across(wanted)).isBetween(136 - 18.0, 376 + 18.0);
        assertThat(y + limit.along(wanted)).isBetween(136 - 18.0, 376 + 18.0);
    }

    @Property
    void aFurtherWayLeadsFurtherAndNeverBeyondWhatIsWanted(@ForAll @DoubleRange(min = -400, max = 400) double wanted) {
        HeadTravelLimit limit = HeadTravelLimit.of(Meshes.filling(256, 256, 200, 200), SIDE);

        assertThat(Math.abs(limit.across(wanted))).isLessThanOrEqualTo(Math.abs(wanted));
        assertThat(Math.abs(limit.across(wanted * 1.1))).isGreaterThanOrEqualTo(Math.abs(limit.across(wanted)));
        assertThat(limit.across(-wanted)).isCloseTo(-limit.across(wanted), within(1e-6));
    }

    @Test
    void shortWaysAreGoneFreely() {
        HeadTravelLimit limit = HeadTravelLimit.of(Meshes.filling(256, 256, 200, 200), SIDE);

        assertThat(limit.across(40)).isEqualTo(40);
        assertThat(limit.along(-25)).isEqualTo(-25);
    }

    @Test
    void aHeadWithLittleBodyUnderItRisesLess() {
        HeadTravelLimit much = HeadTravelLimit.of(Meshes.filling(256, 256, 180, 180), SIDE);
        HeadTravelLimit little = HeadTravelLimit.of(Meshes.filling(256, 340, 180, 180), SIDE);

        assertThat(little.along(-200)).isGreaterThan(much.along(-200));
    }
}
