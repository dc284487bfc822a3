package dev.marotte.broker.testing;

/** A fresh Kafka broker for one test. Which one is chosen by {@code -Dkafka.backend=auto|embedded|container}, see {@link BackendChoice}. */
public sealed interface KafkaBackend extends AutoCloseable permits EmbeddedBackend, ContainerBackend {
    /** Starts the broker that the system property asks for; {@code embedded} where it is not set. */
    static KafkaBackend start() {
        return BackendChoice.asked().start();
    }

    /** Where clients connect. */
    String bootstrapServers();

    /** Stops the broker and forgets its records. */
    @Override
    void close();
}
