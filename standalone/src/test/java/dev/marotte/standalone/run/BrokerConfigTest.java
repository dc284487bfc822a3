package dev.marotte.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BrokerConfigTest {
    @Test
    void presets() {
        assertThat(BrokerConfig.of(Settings.none()))
                .isEqualTo(new BrokerConfig(1))
                .isEqualTo(BrokerConfig.PRESET);
    }

    @Test
    void everyKeyCounts() {
        assertThat(BrokerConfig.of(Settings.of(Map.of("broker.partitions", "8"))))
                .isEqualTo(new BrokerConfig(8));
        assertThat(BrokerConfig.SETTINGS).hasSize(1);
    }

    @Test
    void refusesTopicsWithoutPartitions() {
        assertThatThrownBy(() -> BrokerConfig.of(Settings.of(Map.of("broker.partitions", "0"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("broker.partitions");
    }
}
