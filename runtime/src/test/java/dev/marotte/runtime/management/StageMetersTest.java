package dev.marotte.runtime.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StageMetersTest {
    private static final Instant NOW = Instant.EPOCH.plusSeconds(100);

    @ParameterizedTest
    @EnumSource
    void allStagesShareOneRegistryWithNothingLeftOut(StageName stage) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        for (StageName each : StageName.values()) {
            use(new StageMeters(registry, each));
        }

        assertThat(registry.scrape().lines().filter(line -> line.contains(tag(stage))))
                .anyMatch(line -> line.startsWith("marotte_frames_total{"))
                .anyMatch(line -> line.startsWith("marotte_latency_seconds_bucket{"))
                .anyMatch(line -> line.startsWith("marotte_step_seconds_bucket{"))
                .anyMatch(line -> line.startsWith("marotte_sessions_active{"))
                .anyMatch(line -> line.startsWith("marotte_lag{"));
    }

    private static String tag(StageName stage) {
        return "stage=\"" + stage.name().toLowerCase(Locale.ROOT) + "\"";
    }

    private static void use(StageMeters meters) {
        meters.frames("held", StageMeters.NO_REASON).increment();
        meters.latency().record(FrameTiming.unhurried(NOW.minusMillis(40)), NOW);
        meters.step("encode").record(Duration.ofMillis(3));
        meters.activeSessions(1, Integer::doubleValue);
        meters.lag(2, Integer::doubleValue);
    }

    @Test
    void aStageThatIsBegunAnewIsMeasuredAnew() {
        var registry = new SimpleMeterRegistry();
        use(new StageMeters(registry, StageName.SINK));
        use(new StageMeters(registry, StageName.INGEST));

        StageMeters.forget(registry, StageName.SINK);
        new StageMeters(registry, StageName.SINK).lag(7, Integer::doubleValue);

        assertThat(registry.get("marotte.lag").tag("stage", "sink").gauge().value())
                .isEqualTo(7);
        assertThat(registry.get("marotte.lag").tag("stage", "ingest").gauge().value())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"-40, 40", "40, 0"})
    void aFrameIsAsOldAsItIsButNeverYoungerThanNothing(long captured, long expected) {
        var registry = new SimpleMeterRegistry();
        new StageMeters(registry, StageName.SINK)
                .latency()
                .record(FrameTiming.unhurried(NOW.plusMillis(captured)), NOW);

        assertThat(registry.get("marotte.latency").timer().count()).isEqualTo(1);
        assertThat(registry.get("marotte.latency").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo((double) expected);
    }
}
