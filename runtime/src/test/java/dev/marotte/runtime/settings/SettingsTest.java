package dev.marotte.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Setting<Integer> BATCH =
            Setting.count("render.batch.frames", 16, 1, 64, "frames", "Most frames drawn at a time.");
    private static final Setting<Duration> DRAIN = Setting.duration(
            "drain.timeout", Duration.ofSeconds(10), Duration.ZERO, Duration.ofMinutes(5), "Time to finish in.");
    private static final Setting<Profile> PROFILE =
            Setting.choice("profile", Profile.LOSSLESS, Profile.class, "What matters.");

    @TempDir
    Path folder;

    @Test
    void flagsWinOverTheEnvironmentAndTheEnvironmentOverTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("marotte.properties"), "render.batch.frames = 2\ndrain.timeout=1m\nprofile=live\n");
        Settings settings = Settings.of(
                Settings.file(file),
                Settings.environment(
                        Map.of("MAROTTE_RENDER_BATCH_FRAMES", "4", "MAROTTE_DRAIN_TIMEOUT", "2s", "HOME", "/")),
                Map.of("render.batch.frames", "8"));

        assertThat(settings.get(BATCH)).isEqualTo(8);
        assertThat(settings.get(DRAIN)).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.get(PROFILE)).isEqualTo(Profile.LIVE);
    }

    @Test
    void everySettingHasAPresetThatItAccepts() {
        assertThat(Settings.none().get(BATCH)).isEqualTo(16).isEqualTo(BATCH.presetValue());
        assertThat(Settings.none().get(DRAIN)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Settings.none().get(PROFILE)).isEqualTo(Profile.LOSSLESS);
    }

    @Test
    void aValueOutOfRangeIsRefusedWithTheKeyAndTheRange() {
        assertRefused(BATCH, "65", "the setting render.batch.frames is a whole number, 1 to 64, not '65'");
        assertRefused(BATCH, "many", "the setting render.batch.frames is a whole number, 1 to 64, not 'many'");
        assertRefused(DRAIN, "6m", "the setting drain.timeout is from 0ms to 5m, not '6m'");
        assertRefused(DRAIN, "6", "the setting drain.timeout is a time such as 250ms, 30s, 5m, 12h or 30d, not '6'");
        assertRefused(PROFILE, "fast", "the setting profile is one of live, lossless, not 'fast'");
    }

    @Test
    void whatBeginsWithKafkaGoesToKafkaUntouched() {
        Settings settings = Settings.of(Map.of("kafka.bootstrap.servers", "a:1,b:2", "kafka.sasl.jaas.config", "x=y;"));
        assertThat(settings.kafka()).isEqualTo(Map.of("bootstrap.servers", "a:1,b:2", "sasl.jaas.config", "x=y;"));
        assertThat(settings.known(List.of(BATCH))).isSameAs(settings);
    }

    @Test
    void aKeyThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Settings.of(Map.of("render.bach", "1")).known(List.of(BATCH)))
                .isInstanceOf(BadInputException.class)
                .hasMessage("there is no setting render.bach; marotte config lists them all");
    }

    private static void assertRefused(Setting<?> setting, String value, String sentence) {
        assertThatThrownBy(() -> Settings.of(Map.of(setting.name(), value)).get(setting))
                .isInstanceOf(BadInputException.class)
                .hasMessage(sentence);
    }
}
