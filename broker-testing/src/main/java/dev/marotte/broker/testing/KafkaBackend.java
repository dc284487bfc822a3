package dev.marotte.broker.testing;

/** A fresh Kafka broker for one test; {@code -Dkafka.backend=auto|embedded|container} chooses which, see {@link BackendChoice}. */
public sealed interface KafkaBackend extends AutoCloseable permits EmbeddedBackend, ContainerBackend {
    /** Starts the broker that the system property asks for; {@code embedded} if it is not set. */
    static KafkaBackend start() {
        return BackendChoice.asked().start();
    }

    /** The bootstrap servers for clients. */
    String bootstrapServers();

    /** Stops the broker and discards its records. */
    @Override
    void close();
}
