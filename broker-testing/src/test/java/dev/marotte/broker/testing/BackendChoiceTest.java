package dev.marotte.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class BackendChoiceTest {
    @Test
    void autoTakesAContainerOnlyWhereDockerWorks() {
        assertThat(BackendChoice.of("auto").useContainer(() -> true)).isTrue();
        assertThat(BackendChoice.of("auto").useContainer(() -> false)).isFalse();
    }

    @Test
    void embeddedDoesNotEvenAskForDocker() {
        assertThat(BackendChoice.of("embedded").useContainer(() -> {
                    throw new AssertionError("asked");
                }))
                .isFalse();
    }

    @Test
    void autoStartsAnEmbeddedBrokerWithoutDocker() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable());
        try (KafkaBackend backend = BackendChoice.AUTO.start()) {
            assertThat(backend).isInstanceOf(EmbeddedBackend.class);
            assertThat(backend.bootstrapServers()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void containerFailsWithoutDockerRatherThanSkips() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable());
        assertThatThrownBy(BackendChoice.CONTAINER::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anyOtherWordIsRefused() {
        assertThatThrownBy(() -> BackendChoice.of("docker")).isInstanceOf(IllegalArgumentException.class);
    }
}
