package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class SessionEndWriterIT {
    private static final String GROUP = "marotte-sink";

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void aMemberOfAnEarlierGenerationEndsNothingUntilTheGroupHasItAgain() throws Exception {
        Session demo = TestSessions.open("demo");
        Session ended = demo.end(new Ended(EndReason.FAILED, "a dream", Instant.now()));
        AtomicBoolean written = new AtomicBoolean();
        try (var store = SessionStore.open(cluster, InstantSource.system());
                Consumer<?, ?> one = member("one");
                Consumer<?, ?> other = member("other")) {
            store.open(demo);
            ConsumerGroupMetadata before = joined(one, one);
            SessionEndWriter ends = new SessionEndWriter(cluster, "marotte-sink-ends-one", before);
            ConsumerGroupMetadata after = joined(other, one);

            Thread writing = Thread.ofPlatform().start(() -> {
                try {
                    ends.write(ended);
                    written.set(true);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            writing.join(Duration.ofSeconds(3));
            store.refresh();
            assertThat(written).isFalse();
            assertThat(store.require(demo.id()).isOpen()).isTrue();

            assertThat(one.groupMetadata().generationId()).isEqualTo(after.generationId());
            ends.joined(one.groupMetadata());
            writing.join(Duration.ofMinutes(1));
            assertThat(written).isTrue();
            // Readers of committed records see it a moment later, when the broker has marked the transaction's end.
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                store.refresh();
                assertThat(store.require(demo.id()).isOpen()).isFalse();
            });
        }
    }

    private Consumer<byte[], byte[]> member(String instance) {
        Map<String, Object> settings = new GroupMembership(instance, Duration.ofSeconds(10)).settings(GROUP);
        // A member that the group took for dead would be of a later generation by that, and the test is not about it.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 120_000);
        Consumer<byte[], byte[]> consumer = cluster.consumer(settings);
        consumer.subscribe(List.of(Topics.SESSIONS.name()));
        return consumer;
    }

    /** Lets both poll until the first has its share; as whom the group knows it then. */
    private static ConsumerGroupMetadata joined(Consumer<?, ?> newcomer, Consumer<?, ?> member) {
        while (newcomer.assignment().isEmpty()
                || newcomer.groupMetadata().generationId()
                        != member.groupMetadata().generationId()) {
            newcomer.poll(Duration.ofMillis(100));
            member.poll(Duration.ofMillis(100));
        }
        return newcomer.groupMetadata();
    }
}
