package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StageReporterTest {
    @Test
    void aFewSessionsReportFourTimesASecond() {
        assertThat(StageReporter.interval(1)).isEqualTo(Duration.ofMillis(250));
        assertThat(StageReporter.interval(25)).isEqualTo(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200, 1000})
    void manySessionsReportAHundredTimesASecondTogether(int sessions) {
        assertThat(StageReporter.interval(sessions).dividedBy(sessions)).isEqualTo(Duration.ofMillis(10));
    }
}
