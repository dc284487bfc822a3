package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class ReplayIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int FRAMES = 100;

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());

    @Test
    void aReplayThatIsKilledGoesOnWhereItStoodAndEqualsItsRecording() throws InterruptedException {
        Session old = TestSessions.open("recorded");
        RecordingSource whole = new RecordingSource(old.id(), Pts.ZERO, RecordingSource.WHOLE);
        Session again = elsewhere(old, whole);
        record(old);
        record(TestSessions.open("other"));

        assertThatThrownBy(() -> replay(again, whole, 60)).isInstanceOf(Killed.class);
        assertThat(SessionLog.of(again, Topics.LANDMARKS, CLUSTER)).hasSize(48);
        replay(again, whole, Long.MAX_VALUE);
        replay(again, whole, Long.MAX_VALUE);

        assertThat(SessionLog.of(again, Topics.LANDMARKS, CLUSTER))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("timing")
                .isEqualTo(Recorded.landmarks(again, FRAMES));
        assertThat(SessionLog.of(again, Topics.AUDIO, CLUSTER)).isEqualTo(Recorded.sound(again, FRAMES));
        assertThat(SessionLog.of(again, Topics.NEUTRALS, CLUSTER)).containsExactly(Recorded.neutral(again));
    }

    @Test
    void whatIsNoRecordingIsRefused() {
        Session old = TestSessions.open("no-recording");
        RecordingSource whole = new RecordingSource(old.id(), Pts.ZERO, RecordingSource.WHOLE);
        assertThatThrownBy(() -> RecordedSession.open(whole, CLUSTER, CLOCK))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no recording of a session no-recording");
        try (var store = SessionStore.open(CLUSTER, CLOCK)) {
            store.open(old);
            assertThatThrownBy(() -> RecordedSession.open(whole, CLUSTER, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no motion was recorded of session no-recording");
            send(Recorded.landmarks(old, FRAMES).subList(0, 5), List.of(), List.of());
            assertThatThrownBy(() -> RecordedSession.open(whole, CLUSTER, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("session no-recording is still being recorded");
            store.end(old.id(), EndReason.STOPPED, "");
            store.delete(old.id());
            assertThatThrownBy(() -> RecordedSession.open(whole, CLUSTER, CLOCK))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("there is no recording of a session no-recording");
        }
    }

    /** A replay whose partition is not the recording's. */
    private static Session elsewhere(Session old, RecordingSource source) {
        int partition = SessionPartitioner.partitionOf(old.id(), TestSessions.PARTITIONS);
        for (int number = 0; ; number++) {
            Session again = TestSessions.open("again-" + number, Profile.LOSSLESS, source);
            if (SessionPartitioner.partitionOf(again.id(), TestSessions.PARTITIONS) != partition) {
                return again;
            }
        }
    }

    private static void record(Session session) {
        try (var store = SessionStore.open(CLUSTER, CLOCK)) {
            store.open(session);
            send(
                    Recorded.landmarks(session, FRAMES),
                    Recorded.sound(session, FRAMES),
                    List.of(Recorded.neutral(session)));
            store.end(session.id(), EndReason.COMPLETED, "");
        }
    }

    private static void send(List<LandmarksMessage> landmarks, List<AudioMessage> sounds, List<Neutral> neutrals) {
        try (Producer<byte[], byte[]> producer = CLUSTER.producer(Map.of())) {
            landmarks.forEach(message -> producer.send(StampedRecord.of(message)));
            sounds.forEach(message -> producer.send(Topics.AUDIO.record(message)));
            neutrals.forEach(message -> producer.send(Topics.NEUTRALS.record(message)));
        }
    }

    private static void replay(Session session, RecordingSource part, long killedAt) throws InterruptedException {
        try (Outlet outlet = TransactionalOutlet.connect(session, CLUSTER, CLOCK);
                RecordedSession recorded = RecordedSession.open(part, CLUSTER, CLOCK)) {
            Position position = outlet.resume();
            if (!position.ended()) {
                assertThat(recorded.expectedFrames()).isEqualTo(FRAMES);
                new RecordingReplay(session, recorded.recording(), outlet, Headroom.UNLIMITED, CLOCK)
                        .run(position, stamp -> {
                            if (stamp.index() == killedAt) {
                                throw new Killed();
                            }
                            return true;
                        });
            }
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
