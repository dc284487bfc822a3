package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop on a real broker, with a generator that draws nothing to speak of. */
class RenderLoopIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    private final RenderTopics topics = RenderTopics.onABroker();
    private final Cluster cluster = topics.cluster();
    private final RenderMeters meters = new RenderMeters(new SimpleMeterRegistry());

    @AfterEach
    void stopTheBroker() {
        topics.close();
    }

    @Test
    void rendersEveryFrameOnceAndInOrderAlthoughTheGeneratorBreaksMidStream() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.sendSession("a", mona, 60);
        topics.sendSession("b", mona, 45);
        try (RenderTables tables = open()) {
            int deaths = 0;
            // Each life dies in a batch of its own; the broker keeps what the lives before have committed.
            for (int breaksAt = 5; deaths < 4; breaksAt += 7) {
                assertThat(dies(tables, new BreakingGenerator(breaksAt))).isTrue();
                deaths++;
            }
            List<RenderedMessage> rendered = renderUntil(tables, 60 + 45 + 2);
            assertThat(indices(rendered, "a"))
                    .isEqualTo(LongStream.rangeClosed(0, 60).boxed().toList());
            assertThat(indices(rendered, "b"))
                    .isEqualTo(LongStream.rangeClosed(0, 45).boxed().toList());
            assertThat(rendered).filteredOn(EndOfRendered.class::isInstance).hasSize(2);
            assertThat(rendered).filteredOn(Rendered.class::isInstance).hasSize(105);
        }
    }

    @Test
    void endsAnInstanceThatWasReplacedBeforeItCanSayAnythingTwice() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.sendSession("a", mona, 30);
        try (RenderTables tables = open()) {
            RenderLoop replaced = loop(tables, new TestGenerator());
            assertThat(indices(renderUntil(tables, 31), "a")).hasSize(31);
            topics.sendSession("b", mona, 5);
            assertThatThrownBy(replaced::run).isInstanceOf(KafkaException.class);
            assertThat(indices(renderUntil(tables, 31 + 6), "b"))
                    .isEqualTo(LongStream.rangeClosed(0, 5).boxed().toList());
        }
    }

    @Test
    void stopsSessionsOfSomebodyWhoWasRevoked() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.sendSession("a", mona, 3);
        try (IdentityRegistry registry = IdentityRegistry.open(cluster, CLOCK)) {
            registry.revoke("mona");
        }
        try (RenderTables tables = open()) {
            List<RenderedMessage> rendered = renderUntil(tables, 4);
            assertThat(rendered.subList(0, 3))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Dropped.class,
                                    dropped -> assertThat(dropped.reason()).isEqualTo(DropReason.NO_IDENTITY)));
        }
    }

    @Test
    void putsWhatItCannotReadIntoTheDeadLettersAndGoesOn() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.send(List.of(
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'a'}, new byte[] {1, 2, 3}),
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {-1}, new byte[0])));
        topics.sendSession("a", mona, 2);
        try (RenderTables tables = open()) {
            assertThat(renderUntil(tables, 3)).hasSize(3);
        }
        assertThat(topics.read(Topics.DEAD_LETTERS.name(), 2)).hasSize(2);
    }

    @Test
    void passesOverWhatIsLeftOfADeletedSession() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.send(List.of(
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'g', '/', '0'}, null),
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'a'}, new byte[] {1, 2, 3})));
        topics.sendSession("a", mona, 2);
        try (RenderTables tables = open()) {
            assertThat(renderUntil(tables, 3)).hasSize(3);
        }
        assertThat(topics.read(Topics.DEAD_LETTERS.name(), 1)).hasSize(1);
    }

    @Test
    void givesAFrameItsOutcomeAlthoughItsRecordCannotBeRead() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.sendSession(TestLandmarks.lossless(), "a", mona, 5, Set.of(0L, 3L, 5L));
        try (RenderTables tables = open()) {
            List<RenderedMessage> rendered = renderUntil(tables, 6);
            assertThat(indices(rendered, "a")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(rendered)
                    .filteredOn(Dropped.class::isInstance)
                    .allSatisfy(
                            outcome -> assertThat(((Dropped) outcome).reason()).isEqualTo(DropReason.UNREADABLE))
                    .extracting(outcome -> outcome.stamp().pts())
                    .containsExactly(Pts.ZERO, new Pts(120_000));
            assertThat(rendered.getLast()).isInstanceOf(EndOfRendered.class);
        }
        assertThat(topics.read(Topics.DEAD_LETTERS.name(), 3)).hasSize(3);
    }

    @Test
    void rendersAnOlderVersionOfSomebodyWhoWasEnrolledAnew() throws Exception {
        IdentityRef old = topics.enrol("mona");
        IdentityRef newest = topics.enrol("mona");
        assertThat(newest.version()).isGreaterThan(old.version());
        topics.sendSession("a", old, 2);
        try (RenderTables tables = open()) {
            assertThat(renderUntil(tables, 3))
                    .filteredOn(Rendered.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void rendersOtherSessionsWhileOneWaitsAndThatOneInOrderAfterwards() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        String waiting = sessionIn(0);
        String other = sessionIn(1);
        topics.sendFrames(TestLandmarks.lossless(), waiting, mona, 20, Set.of());
        topics.sendSession(other, mona, 20);
        try (RenderTables tables = open()) {
            RenderLoop loop = loop(tables, new TestGenerator());
            CompletableFuture<Void> running = start(loop);
            assertThat(rendered(21))
                    .extracting(outcome -> outcome.stamp().session().value())
                    .containsOnly(other);

            topics.sendNeutral(waiting);
            List<RenderedMessage> all = rendered(21 + 21);
            loop.close();
            running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).filteredOn(Rendered.class::isInstance).hasSize(40);
            assertThat(indices(all, waiting))
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
        }
    }

    private static String sessionIn(int partition) {
        return Stream.iterate(0, number -> number + 1)
                .map(number -> "session-" + number)
                .filter(name ->
                        SessionPartitioner.partitionOf(new SessionId(name), RenderTopics.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rendersEachFrameOnceWhileInstancesComeAndGo() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        try (RenderTables tables = open()) {
            RenderLoop first = loop("it-1", Profile.LOSSLESS, tables, new TestGenerator());
            CompletableFuture<Void> firstRuns = start(first);
            sendSessions("early", mona);
            rendered(50);
            RenderLoop second = loop("it-2", Profile.LOSSLESS, tables, new TestGenerator());
            CompletableFuture<Void> secondRuns = start(second);
            sendSessions("middle", mona);
            rendered(5 * 41 + 50);
            first.close();
            firstRuns.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            sendSessions("late", mona);
            List<RenderedMessage> all = rendered(3 * 5 * 41);
            second.close();
            secondRuns.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).hasSize(3 * 5 * 41);
            for (String time : List.of("early", "middle", "late")) {
                assertThat(indices(all, time + "-3"))
                        .isEqualTo(LongStream.rangeClosed(0, 40).boxed().toList());
            }
        }
    }

    /** Five sessions of 40 frames. */
    private void sendSessions(String name, IdentityRef identity) throws Exception {
        for (int number = 0; number < 5; number++) {
            topics.sendSession(name + "-" + number, identity, 40);
        }
    }

    @Test
    void losesNothingOfALosslessSessionBesideALiveRenderer() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        topics.sendSession("old", mona, 20);
        topics.sendSession(TestLandmarks.live(CLOCK.instant(), Duration.ofDays(1)), "live", mona, 20, Set.of());
        try (RenderTables tables = open()) {
            RenderLoop live = loop(Profile.LIVE, tables, new TestGenerator());
            CompletableFuture<Void> running = start(live);
            List<RenderedMessage> rendered = renderUntil(loop(tables, new TestGenerator()), 21 + 21);
            live.close();
            running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(rendered).filteredOn(Rendered.class::isInstance).hasSize(40);
            assertThat(indices(rendered, "old"))
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
            assertThat(indices(rendered, "live"))
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
        }
    }

    @Test
    void rendersLiveWhatIsInTimeAndDropsWhatIsLate() throws Exception {
        IdentityRef mona = topics.enrol("mona");
        Instant now = CLOCK.instant();
        topics.sendSession(TestLandmarks.live(now, Duration.ofDays(1)), "a", mona, 4, Set.of());
        try (RenderTables tables = open()) {
            assertThat(renderUntil(loop(Profile.LIVE, tables, new TestGenerator()), 5))
                    .filteredOn(Rendered.class::isInstance)
                    .hasSize(4);
            topics.sendSession(TestLandmarks.live(now.minusSeconds(2), Duration.ofSeconds(1)), "b", mona, 3, Set.of());
            assertThat(renderUntil(loop(Profile.LIVE, tables, new TestGenerator()), 5 + 4))
                    .filteredOn(Dropped.class::isInstance)
                    .hasSize(3);
        }
    }

    /** On a thread of its own: the common pool of a small machine has one. */
    private static CompletableFuture<Void> start(RenderLoop loop) {
        return CompletableFuture.runAsync(
                loop::run, task -> Thread.ofPlatform().daemon().start(task));
    }

    private RenderTables open() {
        return RenderTables.of(cluster, folder, cause -> fail(cause)).start();
    }

    private RenderLoop loop(RenderTables tables, Generator generator) {
        return loop(Profile.LOSSLESS, tables, generator);
    }

    private RenderLoop loop(Profile profile, RenderTables tables, Generator generator) {
        return loop("it", profile, tables, generator);
    }

    private RenderLoop loop(String instance, Profile profile, RenderTables tables, Generator generator) {
        RenderConfig config = new RenderConfig(
                Set.of(profile), 8, 10_000_000, Duration.ofSeconds(30), GeneratorChoice.DEFAULT, folder, 0);
        return new RenderLoopFactory(
                        cluster, config, new GroupMembership(instance, Duration.ofSeconds(10)), CLOCK, meters)
                .loop(profile, tables, generator, new TestPasteBack());
    }

    private boolean dies(RenderTables tables, Generator generator) {
        try {
            loop(tables, generator).run();
            return false;
        } catch (BreakingGenerator.Broken e) {
            return true;
        }
    }

    private List<RenderedMessage> renderUntil(RenderTables tables, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        return renderUntil(loop(tables, new TestGenerator()), count);
    }

    private List<RenderedMessage> renderUntil(RenderLoop loop, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Void> running = start(loop);
        List<RenderedMessage> rendered = rendered(count);
        loop.close();
        running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return rendered;
    }

    private List<RenderedMessage> rendered(int count) {
        return topics.read(Topics.RENDERED.name(), count).stream()
                .map(bytes -> ((Readable<RenderedMessage>) Topics.RENDERED.decode(bytes)).message())
                .toList();
    }

    private static List<Long> indices(List<RenderedMessage> rendered, String session) {
        return rendered.stream()
                .map(RenderedMessage::stamp)
                .filter(stamp -> stamp.session().value().equals(session))
                .map(FrameStamp::index)
                .toList();
    }
}
