package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.OutcomeCounts;
import org.junit.jupiter.api.Test;

final class LossSentenceTest {
    @Test
    void nothingIsSaidWhereNothingWasLost() {
        assertThat(LossSentence.of(new OutcomeCounts(250, 0, 0, 0, 0, 0, 0, 3, 250)))
                .isEmpty();
    }

    @Test
    void everyKindOfLossIsSaid() {
        assertThat(LossSentence.of(new OutcomeCounts(200, 5, 12, 3, 2, 1, 4, 0, 22)))
                .isEqualTo(
                        "of 227 frames of the clip: 5 before the first face (shown at rest), 12 without a face to follow (held),"
                                + " 3 dropped as too late, 2 dropped as of nobody who is enrolled, 1 dropped as unreadable, 4 never came; the output shows the last"
                                + " picture again 22 times");
    }
}
