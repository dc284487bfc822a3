package dev.marotte.broker.testing;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.testcontainers.DockerClientFactory;

/** What a test run asks for. */
enum BackendChoice {
    /** A container where Docker works, else embedded. */
    AUTO,
    EMBEDDED,
    /** Fails where Docker does not work: a run that was asked for containers must not pass without them. */
    CONTAINER;

    /** @throws IllegalArgumentException for any other word */
    static BackendChoice of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** What the system property {@code kafka.backend} says; embedded where it is not set. */
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
