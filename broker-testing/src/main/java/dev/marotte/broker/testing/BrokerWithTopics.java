package dev.marotte.broker.testing;

import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh broker with all topics, as a JUnit extension: one for all tests of the class in a static field, one for each test in
 * an instance field. It runs as soon as it is created, so that a field below it may hold a client's settings, and ends after
 * the class's {@code @AfterEach} or {@code @AfterAll} methods.
 */
public final class BrokerWithTopics implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final KafkaBackend kafka;
    private boolean ofTheClass;

    private BrokerWithTopics(KafkaBackend kafka) {
        this.kafka = kafka;
    }

    /** @param partitions of each topic */
    public static BrokerWithTopics start(int partitions) {
        KafkaBackend kafka = KafkaBackend.start();
        Map<String, Object> client = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, partitions, 1, LONGEST, InstantSource.system()).create(Topics.ALL);
        } catch (TopicSetup.NotReadyException e) {
            kafka.close();
            throw e;
        }
        return new BrokerWithTopics(kafka);
    }

    /** The bootstrap servers for clients. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Called only for a static field. */
    @Override
    public void beforeAll(ExtensionContext context) {
        ofTheClass = true;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!ofTheClass) {
            kafka.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kafka.close();
    }
}
