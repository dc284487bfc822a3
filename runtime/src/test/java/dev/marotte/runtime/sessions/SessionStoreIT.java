package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LiveControls;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(300)
final class SessionStoreIT {
    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void whatOneOpensAndEndsAnotherSees() {
        Session demo = TestSessions.open("demo");
        try (var one = SessionStore.open(cluster, InstantSource.system());
                var other = SessionStore.open(cluster, InstantSource.system())) {
            one.open(demo);
            one.open(TestSessions.open("second"));
            one.end(demo.id(), EndReason.STOPPED, "");
            Session again = one.end(demo.id(), EndReason.FAILED, "too late");

            other.refresh();
            assertThat(other.all()).extracting(each -> each.id().value()).containsExactly("second", "demo");
            assertThat(other.find(demo.id())).contains(again);
            assertThat(SessionStore.lookUp(demo.id(), cluster, InstantSource.system()))
                    .contains(again);
            assertThat(again.state())
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.reason()).isEqualTo(EndReason.STOPPED));
        }
    }

    @Test
    void whatTwoChangeInTurnBothStays() {
        Session demo = TestSessions.open("demo");
        try (var one = SessionStore.open(cluster, InstantSource.system());
                var other = SessionStore.open(cluster, InstantSource.system())) {
            one.open(demo);
            one.change(demo.id(), session -> session.as(new IdentityRef("lisa", 2)));
            Session changed = other.change(
                    demo.id(), session -> session.under(session.controls().frozen(true)));

            assertThat(changed.identity()).isEqualTo(new IdentityRef("lisa", 2));
            assertThat(changed.controls()).isEqualTo(new LiveControls(0, true, false));
            one.refresh();
            assertThat(one.find(demo.id())).contains(changed);
        }
    }

    @Test
    void anEndedSessionStaysEndedWhateverIsChanged() {
        Session demo = TestSessions.open("demo");
        try (var one = SessionStore.open(cluster, InstantSource.system());
                var other = SessionStore.open(cluster, InstantSource.system())) {
            one.open(demo);
            // Ended by another one between the reading and the writing of a change.
            Session changed = one.change(demo.id(), session -> {
                other.end(demo.id(), EndReason.STOPPED, "");
                return session.under(session.controls().slate(true));
            });

            assertThat(changed.isOpen()).isFalse();
            assertThat(Topics.SESSIONS.decode(living(Topics.SESSIONS).get("demo")))
                    .isEqualTo(new Readable<>(changed));
            assertThatThrownBy(() -> other.change(demo.id(), session -> session))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("has ended");
        }
    }

    @Test
    void deletingASessionLeavesAllOthersAlone() {
        try (var store = SessionStore.open(cluster, InstantSource.system());
                var writer = new RecordWriter(cluster)) {
            for (String id : List.of("gone", "gone-not", "other")) {
                store.open(TestSessions.open(id));
                record(new SessionId(id), writer);
            }
            SessionId gone = new SessionId("gone");
            assertThatThrownBy(() -> store.delete(gone))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is open");
            store.end(gone, EndReason.STOPPED, "");

            assertThat(store.delete(gone).motionAndSound()).isEqualTo(2);

            assertThat(store.find(gone)).isEmpty();
            assertThat(store.reports(gone)).isEmpty();
            assertThat(living(Topics.LANDMARKS)).containsOnlyKeys("gone-not/7", "other/7");
            assertThat(living(Topics.AUDIO)).containsOnlyKeys("gone-not/3", "other/3");
            store.refresh();
            assertThat(store.reports(new SessionId("other"))).hasSize(1);
            assertThatThrownBy(() -> store.delete(gone)).hasMessageContaining("there is no session gone");
        }
    }

    @Test
    void aLiveSessionBeyondTheRenderersCapacityIsRefusedAndALosslessOneIsNot() throws Exception {
        CapacityHeartbeat renderer = new CapacityHeartbeat(cluster, "a renderer", 1, InstantSource.system());
        try (var store = SessionStore.open(cluster, InstantSource.system());
                var threads = new StageSupervisor(Duration.ofSeconds(10))) {
            Session first = TestSessions.live("first");
            Session second = TestSessions.live("second");
            assertThat(store.admission(first)).isInstanceOf(Admission.Unserved.class);
            threads.start("heartbeat", renderer::run, renderer::close);
            await().atMost(Duration.ofSeconds(60)).until(() -> isHeard(store, first));

            store.open(first);
            assertThatThrownBy(() -> store.open(second))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("take 1 live sessions and 1 are open");
            assertThat(store.find(second.id())).isEmpty();
            store.open(TestSessions.open("film"));
            store.open(first);
            store.end(first.id(), EndReason.STOPPED, "");
            store.open(second);
            assertThat(store.reports(second.id())).isEmpty();
        }
        try (var later = SessionStore.open(cluster, InstantSource.system())) {
            // Sooner than a word that was not taken back would be too old.
            await().atMost(Admission.HEARD_WITHIN.dividedBy(2)).until(() -> isUnheard(later));
        }
    }

    @Test
    void aVoiceTakesAsMuchRoomAsACameraAndIsRefusedLikeOne() throws Exception {
        CapacityHeartbeat renderer = new CapacityHeartbeat(cluster, "a renderer", 1, InstantSource.system());
        try (var store = SessionStore.open(cluster, InstantSource.system());
                var threads = new StageSupervisor(Duration.ofSeconds(10))) {
            Session spoken = TestSessions.spoken("spoken", new MotionKind.Landmarks());
            threads.start("heartbeat", renderer::run, renderer::close);
            await().atMost(Duration.ofSeconds(60)).until(() -> isHeard(store, spoken));

            store.open(spoken);
            assertThat(store.admission(TestSessions.live("camera"))).isInstanceOf(Admission.Refused.class);
            assertThatThrownBy(() -> store.open(TestSessions.spoken("another", new MotionKind.Landmarks())))
                    .hasMessageContaining("take 1 live sessions and 1 are open");
        }
    }

    @Test
    void aVoiceForAFaceThatOnlyNetworksMoveIsRefusedBeforeItIsOpen() {
        MotionKind networks = new MotionKind.ImplicitKeypoints("a family");
        try (var store = SessionStore.open(cluster, InstantSource.system())) {
            Session unfit = TestSessions.spoken("unfit", networks);
            assertThatThrownBy(() -> store.open(unfit)).hasMessageContaining("a voice moves landmarks alone");
            assertThat(store.find(unfit.id())).isEmpty();
        }
    }

    private static boolean isHeard(SessionStore store, Session session) {
        store.refresh();
        return store.admission(session) instanceof Admission.Fits;
    }

    private static boolean isUnheard(SessionStore store) {
        store.refresh();
        return store.admission(TestSessions.live("third")) instanceof Admission.Unserved;
    }

    @Test
    void aDeletedSessionsNameRestsForAWhile() {
        Session demo = TestSessions.open("demo");
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        try (var store = SessionStore.open(cluster, () -> Instant.now().plus(passed.get()))) {
            store.open(demo);
            store.end(demo.id(), EndReason.STOPPED, "");
            store.delete(demo.id());

            try (var other = SessionStore.open(cluster, InstantSource.system())) {
                assertThatThrownBy(() -> other.open(demo))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("was deleted a moment ago");
                assertThat(other.isResting(new SessionId("second"))).isFalse();
            }
            passed.set(Duration.ofMinutes(16));
            store.open(demo);
            assertThat(store.find(demo.id())).isPresent();
        }
    }

    @Test
    void picturesGoAsSoonAsTheyAreTrackedAndNoSessionReadsThem() throws Exception {
        Session demo = TestSessions.open("demo");
        int partition = SessionPartitioner.partitionOf(demo.id(), TestSessions.PARTITIONS);
        TopicPartition frames = new TopicPartition(Topics.FRAMES.name(), partition);
        try (var writer = new RecordWriter(cluster);
                Admin admin = cluster.admin()) {
            var pruning = new PicturePruning(admin, InstantSource.system());
            for (long index = 0; index < 5; index++) {
                writer.write(Topics.FRAMES.record(new BrokenFrame(
                        new FrameStamp(demo.id(), index, new Pts(index)), FrameTiming.unhurried(Instant.now()), 0)));
            }
            pruning.prune(partition, () -> List.of(demo));
            assertThat(firstOffset(frames, admin)).isZero();

            admin.alterConsumerGroupOffsets(
                            StageName.LANDMARK.group(Profile.LOSSLESS), Map.of(frames, new OffsetAndMetadata(3)))
                    .all()
                    .get();
            pruning.prune(partition, () -> List.of(demo));
            assertThat(firstOffset(frames, admin)).isEqualTo(3);
        }
    }

    private static void record(SessionId id, RecordWriter writer) {
        writer.write(List.of(
                Topics.LANDMARKS.record(new EndOfLandmarks(new FrameStamp(id, 7, Pts.ZERO), Profile.LOSSLESS)),
                Topics.AUDIO.record(new EndOfAudio(id, 3)),
                Topics.REPORTS.record(
                        new StageReport(id, StageName.SINK, Instant.EPOCH, 7, 7, Pts.ZERO, OutcomeCounts.NONE, ""))));
    }

    private static long firstOffset(TopicPartition partition, Admin admin) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** What a compacted topic holds under each key, without what was deleted. */
    private Map<String, byte[]> living(Topic<?> topic) {
        Map<String, byte[]> living = new TreeMap<>();
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    living.remove(key);
                    if (record.value() != null) {
                        living.put(key, record.value());
                    }
                });
            }
        }
        return living;
    }
}
