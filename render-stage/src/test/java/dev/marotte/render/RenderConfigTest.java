package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.onnx.DeviceChoice;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderConfigTest {
    @Test
    void presets() {
        assertThat(RenderConfig.of(Settings.none()))
                .isEqualTo(new RenderConfig(
                        Set.of(Profile.LIVE, Profile.LOSSLESS),
                        16,
                        268_435_456,
                        Duration.ofSeconds(30),
                        GeneratorChoice.DEFAULT,
                        Path.of("state", "render"),
                        0));
    }

    @Test
    void everyKeyCounts(@TempDir Path bundle) {
        assertThat(RenderConfig.of(Settings.of(Map.of(
                        "render.profiles", "lossless",
                        "render.batch.frames", "8",
                        "render.cache.bytes", "1000",
                        "render.table.wait", "2s",
                        "render.bundle", bundle.toString(),
                        "render.device", "cpu",
                        "render.threads", "3",
                        "render.state", "elsewhere",
                        "render.sessions.capacity", "12"))))
                .isEqualTo(new RenderConfig(
                        Set.of(Profile.LOSSLESS),
                        8,
                        1000,
                        Duration.ofSeconds(2),
                        new GeneratorChoice(new BundleSource.Folder(bundle), DeviceChoice.CPU, 3),
                        Path.of("elsewhere"),
                        12));
        assertThat(RenderConfig.SETTINGS)
                .extracting(Setting::name)
                .hasSize(9)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("render."));
    }

    @ParameterizedTest
    @CsvSource({
        "render.profiles, fast",
        "render.profiles, ''",
        "render.cache.bytes, -1",
        "render.batch.frames, 0",
        "render.sessions.capacity, -1"
    })
    void refusesWhatMakesNoSense(String key, String value) {
        assertThatThrownBy(() -> RenderConfig.of(Settings.of(Map.of(key, value))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(key);
    }
}
