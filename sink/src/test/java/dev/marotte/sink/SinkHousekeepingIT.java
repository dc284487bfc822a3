package dev.marotte.sink;

import static dev.marotte.sink.SinkStageRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is done beside the sessions while their host is behind: it has not heard yet of what is in the topic. */
@Timeout(180)
final class SinkHousekeepingIT {
    private static final int FRAMES = 5;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(SinkStageRig.PARTITIONS);

    private final SinkStageRig rig = new SinkStageRig(Cluster.at(broker.bootstrapServers()));
    /** What the host knows, in the order in which it is gone through. */
    private final Map<Integer, List<Session>> owned = new LinkedHashMap<>();

    private final SinkHousekeeping housekeeping = new SinkHousekeeping(
            rig.cluster, new ReportBoard(SinkStageRig.CLOCK), () -> owned, Duration.ofHours(1), SinkStageRig.CLOCK);
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(housekeeping::run);
    private final Session over = ended(TestSessions.open(SinkStageRig.nameIn(1, "over")), Instant.now());

    @BeforeEach
    void sendWhatIsOver() {
        rig.send(over.id(), FRAMES, true);
    }

    @AfterEach
    void stop() throws InterruptedException {
        housekeeping.stop();
        thread.join();
    }

    @Test
    void picturesOfASessionThatTheHostHasNotHeardOfStay() {
        Session fresh = TestSessions.open(SinkStageRig.nameIn(0, "fresh"));
        open(fresh);
        rig.send(fresh.id(), FRAMES, false);
        owned.put(0, List.of());
        owned.put(1, List.of(over));

        thread.start();

        eventually(() -> assertThat(rig.renderedRecords(1)).isZero());
        assertThat(rig.renderedRecords(0)).isEqualTo(FRAMES);
    }

    @Test
    void goesOnWhereASessionWhoseTimeIsOverWasOpenedAnew() {
        Session anew = TestSessions.open(SinkStageRig.nameIn(0, "anew"));
        open(anew);
        owned.put(0, List.of(ended(anew, Instant.EPOCH)));
        owned.put(1, List.of(over));

        thread.start();

        eventually(() -> assertThat(rig.renderedRecords(1)).isZero());
    }

    private void open(Session session) {
        try (SessionStore store = SessionStore.open(rig.cluster, SinkStageRig.CLOCK)) {
            store.open(session);
        }
    }

    private static Session ended(Session session, Instant at) {
        return session.end(new Ended(EndReason.COMPLETED, "", at));
    }
}
