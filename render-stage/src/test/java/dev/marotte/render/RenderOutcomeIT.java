package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of frames on a real broker. */
class RenderOutcomeIT {
    @TempDir
    private Path folder = Path.of("");

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(RenderTopics.PARTITIONS);

    private RenderRuns runs;

    @BeforeEach
    void connect() {
        runs = new RenderRuns(Cluster.at(broker.bootstrapServers()), folder);
    }

    @Test
    void stopsSessionsOfSomebodyWhoWasRevoked() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.sendSession("a", mona, 3);
        try (IdentityRegistry registry = IdentityRegistry.open(runs.cluster, RenderRuns.CLOCK)) {
            registry.revoke("mona");
        }
        try (RenderTables tables = runs.tables()) {
            List<RenderedMessage> rendered = runs.renderUntil(tables, 4);
            assertThat(rendered.subList(0, 3))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Dropped.class,
                                    dropped -> assertThat(dropped.reason()).isEqualTo(DropReason.NO_IDENTITY)));
        }
    }

    @Test
    void putsWhatItCannotReadIntoTheDeadLettersAndGoesOn() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.send(List.of(
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'a'}, new byte[] {1, 2, 3}),
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {-1}, new byte[0])));
        runs.topics.sendSession("a", mona, 2);
        try (RenderTables tables = runs.tables()) {
            RenderLoop loop = runs.loop(tables, new TestGenerator());
            CompletableFuture<Void> running = RenderRuns.start(loop);
            assertThat(runs.rendered(3)).hasSize(3);
            // Of another partition perhaps, whose turn may come later.
            assertThat(runs.topics.read(Topics.DEAD_LETTERS.name(), 2)).hasSize(2);
            loop.close();
            running.get(RenderRuns.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void passesOverWhatIsLeftOfADeletedSession() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.send(List.of(
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'g', '/', '0'}, null),
                new ProducerRecord<>(Topics.LANDMARKS.name(), new byte[] {'a'}, new byte[] {1, 2, 3})));
        runs.topics.sendSession("a", mona, 2);
        try (RenderTables tables = runs.tables()) {
            assertThat(runs.renderUntil(tables, 3)).hasSize(3);
        }
        assertThat(runs.topics.read(Topics.DEAD_LETTERS.name(), 1)).hasSize(1);
    }

    @Test
    void givesAFrameItsOutcomeAlthoughItsRecordCannotBeRead() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.sendSession(TestLandmarks.lossless(), "a", mona, 5, Set.of(0L, 3L, 5L));
        try (RenderTables tables = runs.tables()) {
            List<RenderedMessage> rendered = runs.renderUntil(tables, 6);
            assertThat(RenderRuns.indices(rendered, "a")).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
            assertThat(rendered)
                    .filteredOn(Dropped.class::isInstance)
                    .allSatisfy(
                            outcome -> assertThat(((Dropped) outcome).reason()).isEqualTo(DropReason.UNREADABLE))
                    .extracting(outcome -> outcome.stamp().pts())
                    .containsExactly(Pts.ZERO, new Pts(120_000));
            assertThat(rendered.getLast()).isInstanceOf(EndOfRendered.class);
        }
        assertThat(runs.topics.read(Topics.DEAD_LETTERS.name(), 3)).hasSize(3);
    }

    @Test
    void rendersAnOlderVersionOfSomebodyWhoWasEnrolledAnew() throws Exception {
        IdentityRef old = runs.topics.enrol("mona");
        IdentityRef newest = runs.topics.enrol("mona");
        assertThat(newest.version()).isGreaterThan(old.version());
        runs.topics.sendSession("a", old, 2);
        try (RenderTables tables = runs.tables()) {
            assertThat(runs.renderUntil(tables, 3))
                    .filteredOn(Rendered.class::isInstance)
                    .hasSize(2);
        }
    }

    @Test
    void rendersLiveWhatIsInTimeAndDropsWhatIsLate() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        Instant now = RenderRuns.CLOCK.instant();
        runs.topics.sendSession(TestLandmarks.live(now, Duration.ofDays(1)), "a", mona, 4, Set.of());
        try (RenderTables tables = runs.tables()) {
            assertThat(runs.renderUntil(runs.loop(Profile.LIVE, tables, new TestGenerator()), 5))
                    .filteredOn(Rendered.class::isInstance)
                    .hasSize(4);
            runs.topics.sendSession(
                    TestLandmarks.live(now.minusSeconds(2), Duration.ofSeconds(1)), "b", mona, 3, Set.of());
            assertThat(runs.renderUntil(runs.loop(Profile.LIVE, tables, new TestGenerator()), 5 + 4))
                    .filteredOn(Dropped.class::isInstance)
                    .hasSize(3);
        }
    }
}
