package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host without a broker, whose topic says what it is told to. */
final class SessionHostTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.SESSIONS.name(), 0);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** For the host to hear of the deletion first; without that the test shows nothing, and passes. */
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private static final Session DEMO = TestSessions.open("demo");

    private final MockConsumer<String, Decoded<Session>> consumer = new MockConsumer<>("earliest");
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch deleted = new CountDownLatch(1);
    private final SessionHost host = new SessionHost(
            "sink",
            consumer,
            _ -> new Lingering(),
            new SessionEndWriter(Cluster.at("127.0.0.1:1"), "ends", consumer.groupMetadata()),
            InstantSource.system());
    private final Thread thread = Thread.ofPlatform().unstarted(() -> {
        try {
            host.run();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    });
    private long offset;

    @BeforeEach
    void start() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        host.close();
        thread.join();
    }

    /** Its name is another session's now, of which nothing is done. */
    @Test
    void aSessionThatWasDeletedWhileItWasBeingFinishedIsForgotten() throws InterruptedException {
        say(DEMO);
        await().atMost(LONGEST).until(() -> begun.get() == 1);
        say(DEMO.end(new Ended(EndReason.STOPPED, "", Instant.EPOCH)));
        assertThat(told.await(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        sayThatItIsDeleted();
        deleted.countDown();

        say(DEMO);

        await().atMost(LONGEST).until(() -> begun.get() == 2);
    }

    private void say(Session session) {
        consumer.schedulePollTask(() -> consumer.addRecord(new ConsumerRecord<>(
                PARTITION.topic(), 0, offset++, session.id().value(), new Decoded.Readable<>(session))));
    }

    private void sayThatItIsDeleted() {
        consumer.schedulePollTask(() -> consumer.addRecord(
                new ConsumerRecord<>(PARTITION.topic(), 0, offset++, DEMO.id().value(), null)));
    }

    /** Finishes only a moment after the session was deleted, when the host has heard of that. */
    private final class Lingering implements SessionWork {
        @Override
        public Outcome run() throws InterruptedException {
            begun.incrementAndGet();
            deleted.await();
            LockSupport.parkNanos(A_MOMENT.toNanos());
            return new Outcome.PartDone();
        }

        @Override
        public void finish(Ended ended) {
            told.countDown();
        }
    }
}
