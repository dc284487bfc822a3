package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.standalone.run.DashboardQueries.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DashboardQueriesTest {
    private static final MetricsScrape SCRAPE = MetricsScrape.of("""
            # HELP marotte_frames_total Frames.
            # TYPE marotte_frames_total counter
            marotte_frames_total{outcome="held",stage="sink"} 3.0
            # TYPE marotte_step_seconds histogram
            marotte_step_seconds_bucket{stage="sink",step="encode",le="0.001"} 2
            marotte_step_seconds_count{stage="sink",step="encode"} 2
            marotte_step_seconds_sum{stage="sink",step="encode"} 0.5
            # TYPE marotte_step_seconds_max gauge
            marotte_step_seconds_max{stage="sink",step="encode"} 0.3
            # TYPE process_cpu_usage gauge
            process_cpu_usage 1.2E-4
            """);

    @Test
    void findsEveryMetricOfAQuery(@TempDir Path folder) throws IOException {
        Path dashboard = Files.writeString(folder.resolve("dashboard.json"), """
                {"panels": [{"targets": [
                  {"expr": "sum by (stage) (rate(marotte_frames_total{stage=\\"sink\\",outcome!=\\"held\\",instance=~\\"$instance\\"}[1m])) / jvm_x"}
                ]}], "templating": {"list": [{"definition": "label_values(process_cpu_usage, instance)"}]}}
                """);

        assertThat(DashboardQueries.of(dashboard).metrics())
                .containsExactly(
                        new Metric("marotte_frames_total", Map.of("stage", "sink")),
                        new Metric("jvm_x", Map.of()),
                        new Metric("process_cpu_usage", Map.of()));
    }

    @Test
    void missesWhatNoProcessHas() {
        var queries = new DashboardQueries(List.of(
                "marotte_step_seconds_bucket{step=\"encode\"} + process_cpu_usage",
                "rate(marotte_frames_total{outcome=\"lost\"}[1m])",
                "marotte_frame_total"));

        assertThat(queries.missingIn(SCRAPE))
                .extracting(Metric::name)
                .containsExactly("marotte_frames_total", "marotte_frame_total");
    }

    @Test
    void describesEachMeterInOneRow() {
        assertThat(SCRAPE.rows())
                .containsExactly(
                        "`marotte_frames_total` | counter | sink | outcome",
                        "`marotte_step_seconds` | histogram | sink | step");
    }
}
