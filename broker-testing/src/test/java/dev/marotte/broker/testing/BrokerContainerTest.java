package dev.marotte.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BrokerContainerTest {
    @Test
    void aSettingIsHandedOverUnderTheNameThatTheImageExpects() {
        assertThat(BrokerContainer.variable("transaction.state.log.min.isr"))
                .isEqualTo("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR");
    }
}
