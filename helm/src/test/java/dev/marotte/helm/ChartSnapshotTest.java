package dev.marotte.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes, for people to look at, and for a change of it to be seen. {@code -Dsnapshots=write} writes it anew. */
final class ChartSnapshotTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "tls-scram"})
    void theChartMakesWhatItMadeBefore(String values) throws IOException {
        Path stored = Path.of("src/test/snapshots", values + ".yaml");
        String text = RenderedChart.of(values).text();
        if (System.getProperty("snapshots", "").equals("write")) {
            Files.writeString(stored, text);
        }

        assertThat(text).isEqualTo(Files.readString(stored));
    }
}
