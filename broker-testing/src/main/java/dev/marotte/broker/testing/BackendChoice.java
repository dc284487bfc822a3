package dev.marotte.broker.testing;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/** The backend that a test run asks for. */
enum BackendChoice {
    /** A container if Docker works, else embedded. */
    AUTO,
    EMBEDDED,
    /** A container; fails if Docker does not work, since a run that asks for containers must not pass without them. */
    CONTAINER;

    /** @throws IllegalArgumentException for any other word */
    static BackendChoice of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The choice in the system property {@code kafka.backend}; embedded if it is not set. */
    static BackendChoice asked() {
        return of(System.getProperty("kafka.backend", "embedded"));
    }

    KafkaBackend start() {
        return isContainer() ? ContainerBackend.start() : EmbeddedBackend.start();
    }

    boolean isContainer() {
        return useContainer(() -> DockerClientFactory.instance().isDockerAvailable());
    }

    boolean useContainer(BooleanSupplier dockerWorks) {
        return switch (this) {
            case AUTO -> dockerWorks.getAsBoolean();
            case EMBEDDED -> false;
            case CONTAINER -> true;
        };
    }
}
