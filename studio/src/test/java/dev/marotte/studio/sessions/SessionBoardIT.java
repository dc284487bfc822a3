package dev.marotte.studio.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import dev.marotte.studio.PushedSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever was told that a session is opened or ended sees it so, at once. */
@Timeout(300)
final class SessionBoardIT {
    /** Long enough for a thread that was woken to run, also on a busy machine. */
    private static final Duration HASTE = Duration.ofMillis(500);

    private final CountDownLatch answered = new CountDownLatch(1);
    private final Queue<Boolean> late = new ConcurrentLinkedQueue<>();

    @Test
    void whatAnAnswerHasChangedIsKnownBeforeIt() throws Exception {
        try (KafkaBackend broker = KafkaBackend.start()) {
            Cluster cluster = Cluster.at(broker.bootstrapServers());
            try (Admin admin = cluster.admin()) {
                new TopicSetup(admin, 1, 1, Duration.ofSeconds(30), InstantSource.system()).create(Topics.ALL);
            }
            try (SessionBoard board =
                    new SessionBoard(cluster, InstantSource.system(), (_, _) -> late.add(isAnswered()), _ -> {})) {
                Thread.ofPlatform().daemon().name("board").start(board::run);
                Session session = PushedSessions.open("live-1", "a token");
                board.ask(store -> {
                    store.open(session);
                    return session;
                });
                answered.countDown();
                assertThat(board.find(session.id())).contains(session);
                assertThat(late).containsExactly(false);
            }
        }
    }

    private boolean isAnswered() {
        try {
            return answered.await(HASTE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
