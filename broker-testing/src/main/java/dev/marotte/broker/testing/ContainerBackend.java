package dev.marotte.broker.testing;

import org.testcontainers.kafka.KafkaContainer;

/** Kafka's own image in a container, with a single broker's settings for transactions. */
record ContainerBackend(KafkaContainer container) implements KafkaBackend {
    static final String IMAGE = "apache/kafka:4.4.0";

    /** @throws IllegalStateException if Docker does not work */
    static ContainerBackend start() {
        KafkaContainer container = new KafkaContainer(IMAGE)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "2");
        container.start();
        return new ContainerBackend(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
