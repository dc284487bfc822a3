package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SinkConfigTest {
    @Test
    void everyKeyHasADefault() {
        assertThat(SinkConfig.SETTINGS)
                .extracting(Setting::name)
                .containsExactly("sink.stall.limit", "sink.finish.timeout", "sink.sweep.interval", "sink.slate.after");
        assertThat(SinkConfig.of(Settings.none()))
                .isEqualTo(new SinkConfig(
                        Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofSeconds(2)));
    }

    @Test
    void everyKeyIsRead() {
        Settings settings = Settings.of(Map.of(
                "sink.stall.limit",
                "1h",
                "sink.finish.timeout",
                "5s",
                "sink.sweep.interval",
                "2s",
                "sink.slate.after",
                "3s"));

        assertThat(SinkConfig.of(settings))
                .isEqualTo(new SinkConfig(
                        Duration.ofHours(1), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    @Test
    void timesAreLongerThanNothing() {
        assertThatThrownBy(() -> new SinkConfig(
                        Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(BadInputException.class);
    }
}
