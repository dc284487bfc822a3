package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StampHeader;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** The loop turn by turn, with a clock that stands and tables that learn when they are told to. */
class RenderLoopTest {
    private static final TopicPartition FIRST = new TopicPartition(Topics.LANDMARKS.name(), 0);
    private static final TopicPartition SECOND = new TopicPartition(Topics.LANDMARKS.name(), 1);
    private static final TopicPartition FIRST_SESSIONS = new TopicPartition(Topics.SESSIONS.name(), 0);
    private static final Duration TABLE_WAIT = Duration.ofSeconds(30);
    private static final TestLandmarks LOSSLESS = TestLandmarks.lossless();
    private static final IdentityRef LISA = new IdentityRef("lisa", 1);

    private final MovableClock clock = new MovableClock();
    private final TestIdentities identities = new TestIdentities();
    private final IdentityRef mona = identities.enrol("mona", 100);
    private final Set<SessionId> withoutNeutral = new HashSet<>();
    private final Neutrals neutrals = (session, index) -> withoutNeutral.contains(session)
            ? Optional.empty()
            : Optional.of(new Neutral(session, index, Meshes.filling(50, 50, 40, 40), 100, 100));
    private final ReplayingConsumer consumer = new ReplayingConsumer();
    private final MockConsumer<String, Decoded<Session>> sessions = new MockConsumer<>("earliest");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RenderMeters meters = new RenderMeters(registry);
    private final RecordingDelivery delivery = new RecordingDelivery(consumer);
    private long opened;
    private final RenderLoop lossless = loop(Profile.LOSSLESS);

    private RenderLoop loop(Profile profile) {
        IdentityCache cache =
                new IdentityCache(identities, new TestPasteBack(), TestIdentities.GENERATOR, 1_000_000, meters.loop());
        Planner planner = new Planner(cache, neutrals, new TableWait(TABLE_WAIT, clock), clock);
        Renderer renderer = new Renderer(planner, new TestGenerator(), new TestPasteBack(), clock);
        RenderLoop loop = new RenderLoop(
                new LandmarksInput(profile, consumer, new OpenSessions(sessions, profile)),
                renderer,
                delivery,
                meters.loop(),
                clock);
        sessions.updateBeginningOffsets(Map.of(FIRST_SESSIONS, 0L, new TopicPartition(Topics.SESSIONS.name(), 1), 0L));
        loop.begin();
        consumer.assigned(FIRST, SECOND);
        return loop;
    }

    @Test
    void goesOnWithOtherSessionsWhileOneWaitsForItsIdentity() {
        send(SECOND, LOSSLESS, "b", LISA, 0, 3);
        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        turns(lossless, 3);
        send(FIRST, LOSSLESS, "a", mona, 2, 4);
        turns(lossless, 3);
        assertThat(indices("a")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(indices("b")).isEmpty();

        identities.enrol("lisa", 100);
        turns(lossless, 2);
        assertThat(delivery.outcomes("b")).hasOnlyElementsOfType(Rendered.class);
        assertThat(indices("b")).containsExactly(0L, 1L, 2L);
        assertThat(indices("a")).hasSize(4);
    }

    @Test
    void keepsTheOrderWhenWhatIsMissingIsMissedInTheMiddle() {
        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        send(FIRST, LOSSLESS, "a", mona, 2, 4);
        turns(lossless, 3);
        assertThat(indices("a")).containsExactly(0L, 1L);
        assertThat(delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 2));

        identities.enrol("lisa", 100);
        turns(lossless, 2);
        assertThat(indices("a")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(indices("b")).containsExactly(0L);
        assertThat(delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 5));
    }

    @Test
    void waitsForADriversNeutralWithoutHoldingUpAnybodyElse() {
        withoutNeutral.add(new SessionId("b"));
        send(SECOND, LOSSLESS, "b", mona, 0, 2);
        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        turns(lossless, 2);
        assertThat(indices("a")).containsExactly(0L, 1L);
        assertThat(indices("b")).isEmpty();

        withoutNeutral.clear();
        turns(lossless, 2);
        assertThat(delivery.outcomes("b")).hasSize(2).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void waitsForNothingMoreOfSomebodyWhoIsRevokedMeanwhile() {
        withoutNeutral.add(new SessionId("a"));
        send(FIRST, LOSSLESS, "a", mona, 0, 1);
        turns(lossless, 1);
        assertThat(delivery.outcomes("a")).isEmpty();
        identities.revoke(mona);
        turns(lossless, 1);
        assertThat(reasons("a")).containsExactly(DropReason.NO_IDENTITY);
    }

    @Test
    void countsNoIdentityAsReadyWhileItsDriversNeutralIsAwaited() {
        withoutNeutral.add(new SessionId("a"));
        send(FIRST, LOSSLESS, "a", mona, 0, 1);
        turns(lossless, 100);
        assertThat(registry.get("marotte.identity.cache.hits").counter().count())
                .isZero();
    }

    @Test
    void showsAPortraitAtRestWhenItComes() {
        LandmarksMessage atRest = LOSSLESS.untracked("b", 0, LISA, false, UntrackedReason.NO_FACE);
        consumer.append(
                FIRST,
                "b/0",
                new Decoded.Readable<>(atRest),
                StampHeader.of(atRest).headers());
        turns(lossless, 2);
        assertThat(delivery.outcomes("b")).isEmpty();
        identities.enrol("lisa", 100);
        turns(lossless, 1);
        assertThat(delivery.outcomes("b")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void dropsWhatWaitedInVainAndWaitsOnlyOnce() {
        withoutNeutral.add(new SessionId("a"));
        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        send(SECOND, LOSSLESS, "b", LISA, 0, 3);
        turns(lossless, 2);
        clock.move(TABLE_WAIT.minusMillis(1));
        turns(lossless, 2);
        assertThat(delivery.commits()).isEmpty();

        clock.move(Duration.ofMillis(1));
        turns(lossless, 2);
        assertThat(reasons("a")).containsExactly(DropReason.UNREADABLE, DropReason.UNREADABLE);
        assertThat(reasons("b"))
                .containsExactly(DropReason.NO_IDENTITY, DropReason.NO_IDENTITY, DropReason.NO_IDENTITY);
    }

    @Test
    void rendersSomebodyWhoComesAfterTheWait() {
        send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        turns(lossless, 1);
        clock.move(TABLE_WAIT);
        turns(lossless, 2);
        identities.enrol("lisa", 100);
        send(FIRST, LOSSLESS, "b", LISA, 1, 2);
        turns(lossless, 1);
        assertThat(delivery.outcomes("b").getFirst()).isInstanceOf(Dropped.class);
        assertThat(delivery.outcomes("b").getLast()).isInstanceOf(Rendered.class);
    }

    @Test
    void givesALiveFrameUpAtItsOwnDeadline() {
        RenderLoop live = loop(Profile.LIVE);
        TestLandmarks frames = TestLandmarks.live(clock.instant(), Duration.ofMillis(500));
        send(FIRST, frames, "b", LISA, 0, 2);
        turns(live, 2);
        clock.move(Duration.ofMillis(499));
        turns(live, 2);
        assertThat(delivery.outcomes("b")).isEmpty();

        clock.move(Duration.ofMillis(10));
        turns(live, 2);
        assertThat(reasons("b")).containsExactly(DropReason.NO_IDENTITY, DropReason.NO_IDENTITY);
    }

    @Test
    void rendersAgainWhatWasRefusedWhileAPartitionIsHeld() {
        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        send(FIRST, LOSSLESS, "b", LISA, 0, 2);
        delivery.refuse(1);
        turns(lossless, 1);
        assertThat(delivery.commits()).isEmpty();

        identities.enrol("lisa", 100);
        turns(lossless, 2);
        assertThat(indices("a")).containsExactly(0L, 1L);
        assertThat(indices("b")).containsExactly(0L, 1L);
    }

    @Test
    void leavesTheOtherProfilesFramesAlone() {
        send(FIRST, TestLandmarks.live(clock.instant(), Duration.ofDays(1)), "live", mona, 0, 2);
        send(FIRST, LOSSLESS, "old", mona, 0, 2);
        turns(lossless, 1);
        assertThat(indices("live")).isEmpty();
        assertThat(delivery.outcomes("old")).hasSize(2).hasOnlyElementsOfType(Rendered.class);
        assertThat(delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 4));
    }

    @Test
    void neverDropsALosslessFrameForItsAgeInALiveLoop() {
        RenderLoop live = loop(Profile.LIVE);
        send(FIRST, LOSSLESS, "old", mona, 0, 2);
        send(FIRST, TestLandmarks.live(clock.instant(), Duration.ofDays(1)), "live", mona, 0, 1);
        turns(live, 1);
        assertThat(delivery.outcomes("old")).isEmpty();
        assertThat(delivery.outcomes("live")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void commitsWhatItSkipsOnceASecond() {
        TestLandmarks others = TestLandmarks.live(clock.instant(), Duration.ofDays(1));
        send(FIRST, LOSSLESS, "a", mona, 0, 1);
        turns(lossless, 1);
        for (int index = 0; index < 10; index++) {
            send(FIRST, others, "live", mona, index, index + 1);
            turns(lossless, 1);
        }
        assertThat(delivery.commits()).hasSize(1);

        clock.move(Duration.ofSeconds(1));
        turns(lossless, 2);
        assertThat(delivery.commits()).hasSize(2);
        assertThat(delivery.commits().getLast().next()).isEqualTo(committed(FIRST, 11));
    }

    @Test
    void commitsNothingOfAPartitionThatIsAnothersByNow() {
        send(FIRST, LOSSLESS, "a", mona, 0, 1);
        turns(lossless, 1);
        send(FIRST, TestLandmarks.live(clock.instant(), Duration.ofDays(1)), "live", mona, 0, 1);
        turns(lossless, 1);
        consumer.rebalance(List.of(SECOND));
        clock.move(Duration.ofSeconds(1));
        turns(lossless, 1);
        assertThat(delivery.commits()).hasSize(1);
    }

    @Test
    void buriesDamagedRecordsOfItsOwnProfileAndThoseOfNone() {
        damage(FIRST, Optional.of(LOSSLESS.tracked("a", 0, mona, 50)));
        damage(
                FIRST,
                Optional.of(TestLandmarks.live(clock.instant(), TABLE_WAIT).tracked("live", 0, mona, 50)));
        damage(FIRST, Optional.empty());
        turns(lossless, 1);
        assertThat(reasons("a")).containsExactly(DropReason.UNREADABLE);
        assertThat(delivery.outcomes("live")).isEmpty();
        assertThat(delivery.letters()).isEqualTo(2);
    }

    @Test
    void buriesInALiveLoopOnlyWhatIsLive() {
        RenderLoop live = loop(Profile.LIVE);
        damage(FIRST, Optional.of(LOSSLESS.tracked("a", 0, mona, 50)));
        damage(
                FIRST,
                Optional.of(TestLandmarks.live(clock.instant(), TABLE_WAIT).tracked("live", 0, mona, 50)));
        damage(FIRST, Optional.empty());
        turns(live, 1);
        assertThat(delivery.outcomes("a")).isEmpty();
        assertThat(reasons("live")).containsExactly(DropReason.UNREADABLE);
        assertThat(delivery.letters()).isEqualTo(1);
    }

    @Test
    void readsTheIdentityOfASessionThatIsOpenedBeforeItsFirstFrame() {
        turns(lossless, 1);
        open(TestSessions.open("a", Profile.LOSSLESS, mona));
        turns(lossless, 1);
        assertThat(identities.reads(mona)).isEqualTo(1);

        send(FIRST, LOSSLESS, "a", mona, 0, 2);
        turns(lossless, 1);
        assertThat(indices("a")).containsExactly(0L, 1L);
        assertThat(identities.reads(mona)).isEqualTo(1);
    }

    @Test
    void preparesForNobodyWhoDoesNotComeHere() {
        turns(lossless, 1);
        open(TestSessions.open("live", Profile.LIVE, mona));
        open(TestSessions.open("b", Profile.LOSSLESS, LISA));
        open(TestSessions.ended(TestSessions.open("b", Profile.LOSSLESS, LISA)));
        turns(lossless, 1);
        identities.enrol("lisa", 100);
        turns(lossless, 1);
        assertThat(identities.reads(mona)).isZero();
        assertThat(identities.reads(LISA)).isZero();
        assertThat(delivery.commits()).isEmpty();
    }

    @Test
    void waitsForNobodyWhoIsOnlyPreparedFor() {
        open(TestSessions.open("b", Profile.LOSSLESS, LISA));
        turns(lossless, 1);
        clock.move(TABLE_WAIT);
        send(FIRST, LOSSLESS, "b", LISA, 0, 1);
        turns(lossless, 1);
        assertThat(delivery.outcomes("b")).isEmpty();
        identities.enrol("lisa", 100);
        turns(lossless, 2);
        assertThat(delivery.outcomes("b")).hasSize(1).hasOnlyElementsOfType(Rendered.class);
    }

    @Test
    void countsWhatBecameOfFramesAndWhatIsHeld() {
        send(FIRST, LOSSLESS, "a", mona, 0, 3);
        send(SECOND, LOSSLESS, "b", LISA, 0, 1);
        turns(lossless, 1);
        assertThat(registry.get("marotte.frames")
                        .tag("outcome", "rendered")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("marotte.partitions.held").gauge().value()).isEqualTo(1);
        assertThat(registry.get("marotte.identity.cache.hits").counter().count())
                .isEqualTo(2);
        assertThat(registry.get("marotte.identity.cache.misses").counter().count())
                .isEqualTo(1);
        assertThat(registry.get("marotte.identity.cache.residents").gauge().value())
                .isEqualTo(1);

        clock.move(TABLE_WAIT);
        turns(lossless, 2);
        assertThat(registry.get("marotte.frames")
                        .tags("stage", "render", "outcome", "dropped", "reason", "no_identity")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("marotte.partitions.held").gauge().value()).isZero();
    }

    @Test
    void countsTheSessionsOfItsProfileThatAreOpen() {
        Session session = TestSessions.open("a", Profile.LOSSLESS, mona);
        open(session);
        open(TestSessions.open("b", Profile.LIVE, mona));
        turns(lossless, 1);
        assertThat(registry.get("marotte.sessions.active").gauge().value()).isEqualTo(1);

        open(TestSessions.ended(session));
        turns(lossless, 1);
        assertThat(registry.get("marotte.sessions.active").gauge().value()).isZero();
    }

    @Test
    void showsTheCapacityThatItIsSaidToHave() {
        meters.capacity(12);
        assertThat(registry.get("marotte.sessions.capacity").gauge().value()).isEqualTo(12);
    }

    @Test
    void countsNothingOfABatchThatWasRefused() {
        send(FIRST, LOSSLESS, "a", mona, 0, 3);
        delivery.refuse(1);
        turns(lossless, 1);
        assertThat(registry.find("marotte.frames").counter()).isNull();
        turns(lossless, 1);
        assertThat(registry.get("marotte.frames").counter().count()).isEqualTo(3);
        assertThat(registry.get("marotte.batch.frames").summary().max()).isEqualTo(3);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void handsItsPartitionsBackWhenItIsClosed() {
        turns(lossless, 1);
        lossless.close();
        lossless.run();
        assertThat(consumer.closed()).isTrue();
        assertThat(sessions.closed()).isTrue();
    }

    private void open(Session session) {
        sessions.addRecord(new ConsumerRecord<>(
                FIRST_SESSIONS.topic(), 0, opened++, session.id().value(), new Decoded.Readable<>(session)));
    }

    private static void turns(RenderLoop loop, int count) {
        for (int turn = 0; turn < count; turn++) {
            loop.turn();
        }
    }

    /** Frames {@code from} to before {@code to}. */
    private void send(
            TopicPartition partition, TestLandmarks landmarks, String session, IdentityRef identity, int from, int to) {
        for (int index = from; index < to; index++) {
            LandmarksMessage message = landmarks.tracked(session, index, identity, 50);
            consumer.append(
                    partition,
                    Topics.LANDMARKS.keyOf(message),
                    new Decoded.Readable<>(message),
                    StampHeader.of(message).headers());
        }
    }

    /** A record that nobody can read, with the header of a message or without one. */
    private void damage(TopicPartition partition, Optional<LandmarksMessage> message) {
        consumer.append(
                partition,
                message.map(Topics.LANDMARKS::keyOf).orElse("a/0"),
                new Decoded.Unreadable<>("damaged", Bytes.EMPTY),
                message.map(each -> StampHeader.of(each).headers()).orElseGet(RecordHeaders::new));
    }

    private List<Long> indices(String session) {
        return delivery.outcomes(session).stream()
                .map(RenderedMessage::stamp)
                .map(stamp -> stamp.index())
                .toList();
    }

    private List<DropReason> reasons(String session) {
        return delivery.outcomes(session).stream()
                .map(Dropped.class::cast)
                .map(Dropped::reason)
                .toList();
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset, Optional.empty(), ""));
    }
}
