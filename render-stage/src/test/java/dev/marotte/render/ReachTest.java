package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final int SIDE = 512;

    @Property
    void theFaceStaysOutOfTheRim(
            @ForAll @FloatRange(min = 180, max = 330) float x,
            @ForAll @FloatRange(min = 180, max = 330) float y,
            @ForAll @DoubleRange(min = -900, max = 900) double wanted) {
        Reach reach = Reach.of(Meshes.filling(x, y, 180, 180), SIDE);

        assertThat(x + reach.across(wanted)).isBetween(136 - 18.0, 376 + 18.0);
        assertThat(y + reach.along(wanted)).isBetween(136 - 18.0, 376 + 18.0);
    }

    @Property
    void aFurtherWayLeadsFurtherAndNeverBeyondWhatIsWanted(@ForAll @DoubleRange(min = -400, max = 400) double wanted) {
        Reach reach = Reach.of(Meshes.filling(256, 256, 200, 200), SIDE);

        assertThat(Math.abs(reach.across(wanted))).isLessThanOrEqualTo(Math.abs(wanted));
        assertThat(Math.abs(reach.across(wanted * 1.1))).isGreaterThanOrEqualTo(Math.abs(reach.across(wanted)));
        assertThat(reach.across(-wanted)).isCloseTo(-reach.across(wanted), within(1e-6));
    }

    @Test
    void shortWaysAreGoneFreely() {
        Reach reach = Reach.of(Meshes.filling(256, 256, 200, 200), SIDE);

        assertThat(reach.across(40)).isEqualTo(40);
        assertThat(reach.along(-25)).isEqualTo(-25);
    }

    @Test
    void aHeadWithLittleBodyUnderItRisesLess() {
        Reach much = Reach.of(Meshes.filling(256, 256, 180, 180), SIDE);
        Reach little = Reach.of(Meshes.filling(256, 340, 180, 180), SIDE);

        assertThat(little.along(-200)).isGreaterThan(much.along(-200));
    }
}
