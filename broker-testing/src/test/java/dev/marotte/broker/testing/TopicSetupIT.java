package dev.marotte.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
@TestInstance(Lifecycle.PER_CLASS)
class TopicSetupIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final KafkaBackend kafka = KafkaBackend.start();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));

    @AfterAll
    void stop() {
        admin.close(Duration.ofSeconds(5));
        kafka.close();
    }

    @Test
    void theFirstRecordsAfterSetupAreAllThereAndInOrder() throws Exception {
        setup(8, LONGEST).create(Topics.ALL);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "partitioner.class", SessionPartitioner.class),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int sequence = 0; sequence < 500; sequence++) {
                AudioMessage message = new AudioMessage.EndOfAudio(new SessionId("one"), sequence);
                sent.add(producer.send(Topics.AUDIO.record(message)));
            }
        }
        for (int sequence = 0; sequence < sent.size(); sequence++) {
            assertThat(sent.get(sequence).get().offset()).isEqualTo(sequence);
        }
    }

    @Test
    void creatingAgainChangesNothing() throws Exception {
        setup(8, LONGEST).create(Topics.ALL);
        setup(3, LONGEST).create(Topics.ALL);
        assertThat(partitions(Topics.FRAMES)).isEqualTo(8);
        assertThat(partitions(Topics.IDENTITIES)).isEqualTo(1);
    }

    @Test
    void topicsOfASessionWithDifferentPartitionsAreRefused() throws Exception {
        setup(8, LONGEST).create(Topics.ALL);
        admin.createPartitions(Map.of("marotte.rendered", NewPartitions.increaseTo(9)))
                .all()
                .get();
        await().atMost(LONGEST).until(() -> partitions(Topics.RENDERED) == 9);
        assertThatThrownBy(() -> setup(8, LONGEST).create(Topics.ALL))
                .isInstanceOf(TopicSetup.NotReadyException.class)
                .hasMessageContaining("marotte.rendered=9");
        admin.deleteTopics(List.of("marotte.rendered")).all().get();
        // The controller has it at once, the broker that other tests ask a moment later.
        await().atMost(LONGEST).until(() -> !admin.listTopics().names().get().contains("marotte.rendered"));
    }

    @Test
    void theTimeoutEndsTheWaitForAClusterThatIsNotThere() {
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
        try (Admin unconnected = Admin.create(nobody)) {
            TopicSetup setup = new TopicSetup(unconnected, 1, 1, Duration.ofMillis(300), InstantSource.system());
            assertThatThrownBy(() -> setup.create(Topics.ALL))
                    .isInstanceOf(TopicSetup.NotReadyException.class)
                    .hasMessageContaining("300 ms");
            unconnected.close(Duration.ZERO);
        }
    }

    private TopicSetup setup(int partitions, Duration timeout) {
        return new TopicSetup(admin, partitions, 1, timeout, InstantSource.system());
    }

    private int partitions(Topic<?> topic) throws Exception {
        TopicDescription description = admin.describeTopics(List.of(topic.name()))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get();
        return description.partitions().size();
    }
}
