package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.RateChoice.FixedRate;
import dev.marotte.schemas.SessionTerms;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
    @Test
    void presets() {
        assertThat(IngestConfig.of(Settings.none()))
                .isEqualTo(new IngestConfig(
                        120,
                        85,
                        Duration.ofSeconds(5),
                        new StreamPolicy(Duration.ofSeconds(15), Duration.ofSeconds(3), Duration.ofMinutes(30))));
    }

    @Test
    void everyKeyCounts() {
        assertThat(IngestConfig.of(Settings.of(Map.of(
                        "ingest.headroom.frames", "200",
                        "ingest.jpeg.quality", "70",
                        "ingest.prune.interval", "1m",
                        "ingest.stream.opening", "2s",
                        "ingest.stream.silence", "500ms",
                        "ingest.stream.idle", "1h"))))
                .isEqualTo(new IngestConfig(
                        200,
                        70,
                        Duration.ofMinutes(1),
                        new StreamPolicy(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofHours(1))));
        assertThat(IngestConfig.SETTINGS)
                .extracting(Setting::name)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("ingest."));
    }

    @Test
    void theTermsOfASessionSayRateAndSize() {
        SessionTerms terms = SessionTerms.DEFAULT.at(new FixedRate(FrameRate.of(10)));

        assertThat(SessionClip.settings(terms, IngestConfig.of(Settings.none())))
                .isEqualTo(new SourceSettings(10, 1920, 85, SourceSettings.DEFAULT.largestPicture()));
        assertThat(SessionClip.settings(SessionTerms.DEFAULT, IngestConfig.of(Settings.none())))
                .isEqualTo(SourceSettings.DEFAULT);
    }
}
