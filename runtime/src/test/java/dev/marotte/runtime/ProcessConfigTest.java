package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessConfigTest {
    @Test
    void presets() {
        assertThat(ProcessConfig.of(Settings.none()))
                .isEqualTo(new ProcessConfig("", Duration.ofSeconds(6), Duration.ofSeconds(10), "127.0.0.1", 0));
    }

    @Test
    void everyKeyCounts() {
        assertThat(ProcessConfig.of(Settings.of(Map.of(
                        "instance", "render-1",
                        "group.session.timeout", "9s",
                        "drain.timeout", "1m",
                        "management.host", "0.0.0.0",
                        "management.port", "9100"))))
                .isEqualTo(
                        new ProcessConfig("render-1", Duration.ofSeconds(9), Duration.ofMinutes(1), "0.0.0.0", 9100));
        assertThat(ProcessConfig.SETTINGS).extracting(Setting::name).hasSize(5).doesNotHaveDuplicates();
    }
}
