package dev.marotte.render;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
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

/** A loop that is turned by hand, with a clock that stands and tables that learn when they are told to. */
final class RenderLoopRig {
    static final TopicPartition FIRST = new TopicPartition(Topics.LANDMARKS.name(), 0);
    static final TopicPartition SECOND = new TopicPartition(Topics.LANDMARKS.name(), 1);
    private static final TopicPartition FIRST_SESSIONS = new TopicPartition(Topics.SESSIONS.name(), 0);
    static final Duration TABLE_WAIT = Duration.ofSeconds(30);
    static final TestLandmarks LOSSLESS = TestLandmarks.lossless();
    static final IdentityRef LISA = new IdentityRef("lisa", 1);

    final MovableClock clock = new MovableClock();
    final TestIdentities identities = new TestIdentities();
    final IdentityRef mona = identities.enrol("mona", 100);
    final Set<SessionId> withoutNeutral = new HashSet<>();
    private final Neutrals neutrals = (session, index) -> withoutNeutral.contains(session)
            ? Optional.empty()
            : Optional.of(new Neutral(session, index, Meshes.filling(50, 50, 40, 40), 100, 100));
    final ReplayingConsumer consumer = new ReplayingConsumer();
    final MockConsumer<String, Decoded<Session>> sessions = new MockConsumer<>("earliest");
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final RenderMeters meters = new RenderMeters(registry);
    final RecordingDelivery delivery = new RecordingDelivery(consumer);
    private long opened;
    final RenderLoop lossless = loop(Profile.LOSSLESS);

    RenderLoop loop(Profile profile) {
        Generator generator = new TestGenerator();
        var drawers = new Drawers(Set.of(generator.id()), 1);
        LoopIdentities cache = new LoopIdentities(
                new IdentityCache(identities, new TestPasteBack(), drawers, 1_000_000, meters.cache()),
                List.of(generator));
        Planner planner = new Planner(cache, neutrals, new TableWait(TABLE_WAIT, clock), clock);
        Renderer renderer = new Renderer(planner, new TestPasteBack(), clock);
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

    void open(Session session) {
        sessions.addRecord(new ConsumerRecord<>(
                FIRST_SESSIONS.topic(), 0, opened++, session.id().value(), new Decoded.Readable<>(session)));
    }

    void turns(int count) {
        turns(lossless, count);
    }

    void turns(RenderLoop loop, int count) {
        for (int turn = 0; turn < count; turn++) {
            loop.turn();
        }
    }

    /** Frames {@code from} to before {@code to}. */
    void send(
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
    void damage(TopicPartition partition, Optional<LandmarksMessage> message) {
        consumer.append(
                partition,
                message.map(Topics.LANDMARKS::keyOf).orElse("a/0"),
                new Decoded.Unreadable<>("damaged", Bytes.EMPTY),
                message.map(each -> StampHeader.of(each).headers()).orElseGet(RecordHeaders::new));
    }

    List<Long> indices(String session) {
        return delivery.outcomes(session).stream()
                .map(RenderedMessage::stamp)
                .map(stamp -> stamp.index())
                .toList();
    }

    List<DropReason> reasons(String session) {
        return delivery.outcomes(session).stream()
                .map(Dropped.class::cast)
                .map(Dropped::reason)
                .toList();
    }

    static Map<TopicPartition, OffsetAndMetadata> committed(TopicPartition partition, long offset) {
        return Map.of(partition, new OffsetAndMetadata(offset, Optional.empty(), ""));
    }
}
