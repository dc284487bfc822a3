package dev.marotte.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CapacitySearchTest {
    @Property
    void findsTheMostThatAreCarriedInFewTrials(@ForAll @IntRange(max = 100_000) int most) {
        CapacitySearch search = CapacitySearch.begin();
        int trials = 0;
        for (OptionalInt next = search.next(); next.isPresent(); next = search.next()) {
            search = search.after(next.getAsInt(), next.getAsInt() <= most);
            trials++;
        }

        assertThat(search.carried()).isEqualTo(most);
        assertThat(trials).isLessThanOrEqualTo(36);
    }
}
