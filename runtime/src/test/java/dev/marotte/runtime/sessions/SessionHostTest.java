package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host does with records that come in a script, a poll each. */
@Timeout(60)
final class SessionHostTest {
    private static final TopicPartition SESSIONS = new TopicPartition(Topics.SESSIONS.name(), 0);

    private final CountDownLatch deletionNoted = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final ScriptedConsumer consumer = new ScriptedConsumer();
    private final SessionHost host = new SessionHost(
            "sink",
            consumer,
            _ -> new SlowToFinish(),
            new SessionEndWriter(Cluster.at("localhost:1"), "ends", consumer.groupMetadata()),
            InstantSource.system());

    @Test
    void aNameIsFreeAgainAlsoWhereItsWorkWasFinishingWhenTheSessionWasDeleted() throws InterruptedException {
        Session demo = TestSessions.open("demo");
        consumer.schedulePollTask(consumer::giveThePartition);
        consumer.tell(demo);
        consumer.tell(demo.end(new Ended(EndReason.STOPPED, "", Instant.EPOCH)));
        consumer.delete(demo);
        consumer.tell(TestSessions.open("demo"));
        consumer.schedulePollTask(host::close);

        host.run();

        assertThat(begun).hasValue(2);
    }

    /** Finishes after its session is deleted. */
    private final class SlowToFinish implements SessionWork {
        SlowToFinish() {
            begun.incrementAndGet();
        }

        @Override
        public Outcome run() throws InterruptedException {
            deletionNoted.await();
            return new Outcome.PartDone();
        }

        @Override
        public void finish(Ended ended) {}
    }

    /** Is asked as whom the group knows it when the records of a poll have been taken. */
    private final class ScriptedConsumer extends MockConsumer<String, Decoded<Session>> {
        private long next;
        private boolean deleted;

        ScriptedConsumer() {
            super("earliest");
        }

        void giveThePartition() {
            updateBeginningOffsets(Map.of(SESSIONS, 0L));
            updateEndOffsets(Map.of(SESSIONS, 0L));
            rebalance(List.of(SESSIONS));
        }

        void tell(Session session) {
            schedulePollTask(() -> addRecord(new ConsumerRecord<>(
                    SESSIONS.topic(), SESSIONS.partition(), next++, session.id().value(), new Readable<>(session))));
        }

        void delete(Session session) {
            schedulePollTask(() -> {
                addRecord(new ConsumerRecord<>(
                        SESSIONS.topic(),
                        SESSIONS.partition(),
                        next++,
                        session.id().value(),
                        null));
                deleted = true;
            });
        }

        @Override
        public ConsumerGroupMetadata groupMetadata() {
            if (deleted) {
                deletionNoted.countDown();
            }
            return super.groupMetadata();
        }
    }
}
