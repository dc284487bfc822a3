package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.ReadmittedStage;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionWork.Outcome;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class SessionHostIT {
    private static final int CHANGES = 9;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void sessionsAreSharedOutAndGoOnElsewhereWhenAProcessStops() {
        var one = new HostProcess("one");
        var other = new HostProcess("other");
        List<Session> sessions = IntStream.range(0, 9)
                .mapToObj(number -> TestSessions.open("s-" + number))
                .toList();
        try (var supervisor = new StageSupervisor(Duration.ofSeconds(10));
                var store = SessionStore.open(cluster, InstantSource.system())) {
            one.start(supervisor);
            other.start(supervisor);
            sessions.forEach(store::open);

            eventually(() -> {
                assertThat(one.running).isNotEmpty();
                assertThat(other.running).isNotEmpty().doesNotContainAnyElementsOf(one.running);
                assertThat(one.running.size() + other.running.size()).isEqualTo(9);
            });
            // Said after the last session was begun.
            eventually(() -> assertThat(one.host.health()).isInstanceOf(Health.Ready.class));

            one.host.close();
            eventually(() -> assertThat(other.running).hasSize(9));
            assertThat(one.running).isEmpty();

            store.end(new SessionId("s-0"), EndReason.STOPPED, "");
            eventually(() -> assertThat(other.running).hasSize(8).doesNotContain(new SessionId("s-0")));
        }
    }

    /** As the controls promise. The middle one of many, for on a busy machine any thread may be kept waiting once. */
    @Test
    void whoWorksOnASessionHearsOfItsChangesWithinHalfASecond() {
        // One that its group takes for dead begins anew, with what the session is by then.
        var one = new HostProcess(new GroupMembership("one", Duration.ofMinutes(1)));
        Session demo = TestSessions.open("demo");
        try (var supervisor = new StageSupervisor(Duration.ofSeconds(10));
                var store = SessionStore.open(cluster, InstantSource.system())) {
            one.start(supervisor);
            store.open(demo);
            eventually(() -> assertThat(one.running).hasSize(1));

            List<Duration> delays = IntStream.range(0, CHANGES)
                    .mapToObj(number -> delayOf(number, demo.id(), store, one))
                    .sorted()
                    .toList();
            assertThat(delays.get(CHANGES / 2)).isLessThan(Duration.ofMillis(500));
        }
    }

    /** How long after its writing a change is heard of. */
    private static Duration delayOf(int number, SessionId id, SessionStore store, HostProcess host) {
        Session changed =
                store.change(id, session -> session.under(session.controls().slate(number % 2 == 0)));
        long written = System.nanoTime();
        eventually(() -> assertThat(host.heard).hasSize(number + 1));
        assertThat(host.heard.getLast().session()).isEqualTo(changed);
        return Duration.ofNanos(host.heard.getLast().nanos() - written);
    }

    @Test
    void whatCannotBeUsedEndsTheSessionWithItsSentence() {
        SessionWork.Factory refusing = _ -> new SessionWork() {
            @Override
            public Outcome run() {
                throw new BadInputException("there is no such file");
            }

            @Override
            public void finish(Ended ended) {}
        };
        try (var supervisor = new StageSupervisor(Duration.ofSeconds(10));
                var store = SessionStore.open(cluster, InstantSource.system())) {
            SessionHost host =
                    SessionHost.connect("ingest", cluster, membership("one"), refusing, InstantSource.system());
            supervisor.start("ingest", host::run, host::close);
            store.open(TestSessions.open("demo"));

            eventually(() -> {
                store.refresh();
                assertThat(store.require(new SessionId("demo")).state()).isInstanceOfSatisfying(Ended.class, ended -> {
                    assertThat(ended.reason()).isEqualTo(EndReason.REFUSED);
                    assertThat(ended.sentence()).isEqualTo("there is no such file");
                });
            });
        }
    }

    @Test
    void sessionsGoOnAfterTheGroupHasShutTheirProcessOut() {
        List<HostProcess> lives = new CopyOnWriteArrayList<>();
        Session session = TestSessions.open("demo");
        try (var supervisor = new StageSupervisor(Duration.ofSeconds(10));
                var store = SessionStore.open(cluster, InstantSource.system())) {
            supervisor.start(new ReadmittedStage(
                    () -> {
                        lives.add(new HostProcess("one"));
                        return new HostStage(lives.getLast().host);
                    },
                    InstantSource.system()));
            store.open(session);
            eventually(() -> assertThat(lives.getFirst().running).containsExactly(session.id()));

            shutOut("one");

            eventually(() -> assertThat(lives).hasSize(2));
            eventually(() -> assertThat(lives.getLast().running).containsExactly(session.id()));
            assertThat(lives.getFirst().running).isEmpty();
        }
    }

    /** Takes a member in under another id, as a broker does that wakes up and still believes that it leads the group. */
    private void shutOut(String instance) {
        try (Consumer<byte[], byte[]> other =
                cluster.consumer(membership(instance).settings("marotte-sink"))) {
            other.subscribe(List.of(Topics.SESSIONS.name()));
            eventually(() -> {
                other.poll(Duration.ofMillis(100));
                assertThat(other.groupMetadata().generationId()).isPositive();
            });
        } catch (FencedInstanceIdException alreadyBack) {
            // The one that was shut out has joined again before this one knew that it had.
        }
    }

    /** A stage that is a host alone. */
    private record HostStage(SessionHost host) implements Stage {
        @Override
        public String name() {
            return "sink";
        }

        @Override
        public void run() throws InterruptedException {
            host.run();
        }

        @Override
        public Health health() {
            return host.health();
        }

        @Override
        public void close() {
            host.close();
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(assertion);
    }

    private static GroupMembership membership(String instance) {
        return new GroupMembership(instance, Duration.ofSeconds(6));
    }

    /** A change, and when its work was told. */
    private record Heard(Session session, long nanos) {}

    /** What one process runs. */
    private final class HostProcess {
        private final Set<SessionId> running = ConcurrentHashMap.newKeySet();
        private final List<Heard> heard = new CopyOnWriteArrayList<>();
        private final SessionHost host;

        HostProcess(String instance) {
            this(membership(instance));
        }

        HostProcess(GroupMembership membership) {
            host = SessionHost.connect("sink", cluster, membership, Waiting::new, InstantSource.system());
        }

        void start(StageSupervisor supervisor) {
            supervisor.start("host", host::run, host::close);
        }

        /** Works until it is told that nothing more comes. */
        private final class Waiting implements SessionWork {
            private final Session session;
            private final CountDownLatch finished = new CountDownLatch(1);

            Waiting(Session session) {
                this.session = session;
            }

            @Override
            public Outcome run() throws InterruptedException {
                running.add(session.id());
                try {
                    finished.await();
                    return new Outcome.PartDone();
                } finally {
                    running.remove(session.id());
                }
            }

            @Override
            public void changed(Session session) {
                heard.add(new Heard(session, System.nanoTime()));
            }

            @Override
            public void finish(Ended ended) {
                finished.countDown();
            }
        }
    }
}
