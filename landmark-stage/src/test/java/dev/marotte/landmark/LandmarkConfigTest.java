package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LandmarkConfigTest {
    private static final Path DATA = Path.of("data");

    @Test
    void presets() {
        assertThat(LandmarkConfig.of(Settings.none(), DATA))
                .isEqualTo(new LandmarkConfig(
                        Path.of("data/landmarks"),
                        Set.of(Profile.LIVE, Profile.LOSSLESS),
                        1,
                        0,
                        Duration.ofMillis(100),
                        32,
                        Duration.ofSeconds(8),
                        Optional.empty()));
    }

    @Test
    void everyKeyCounts() {
        Settings settings = Settings.of(Map.of(
                "landmark.state", "/var/marotte",
                "landmark.profiles", "live",
                "landmark.threads", "3",
                "landmark.standby.replicas", "1",
                "landmark.commit.interval", "50ms",
                "landmark.buffered.frames", "8",
                "landmark.drain.timeout", "1m",
                "landmark.networks", "/var/networks"));

        assertThat(LandmarkConfig.of(settings, DATA))
                .isEqualTo(new LandmarkConfig(
                        Path.of("/var/marotte"),
                        Set.of(Profile.LIVE),
                        3,
                        1,
                        Duration.ofMillis(50),
                        8,
                        Duration.ofMinutes(1),
                        Optional.of(Path.of("/var/networks"))));
        assertThat(LandmarkConfig.SETTINGS)
                .extracting(Setting::name)
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("landmark."));
    }

    @Test
    void anUnknownProfileIsRefusedWithASentence() {
        Settings settings = Settings.of(Map.of("landmark.profiles", "live,fast"));

        assertThatThrownBy(() -> LandmarkConfig.of(settings, DATA))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the setting landmark.profiles is live, lossless, or both with a comma, not 'live,fast'");
    }
}
