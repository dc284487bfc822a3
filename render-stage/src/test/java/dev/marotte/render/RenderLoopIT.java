package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Loops on a real broker that break, are replaced, wait and come and go. */
class RenderLoopIT {
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
    void rendersEveryFrameOnceAndInOrderAlthoughTheGeneratorBreaksMidStream() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.sendSession("a", mona, 60);
        runs.topics.sendSession("b", mona, 45);
        try (RenderTables tables = runs.tables()) {
            int deaths = 0;
            // Each life dies in a batch of its own; the broker keeps what the lives before have committed.
            for (int breaksAt = 5; deaths < 4; breaksAt += 7) {
                assertThat(runs.dies(tables, new BreakingGenerator(breaksAt))).isTrue();
                deaths++;
            }
            List<RenderedMessage> rendered = runs.renderUntil(tables, 60 + 45 + 2);
            assertThat(RenderRuns.indices(rendered, "a"))
                    .isEqualTo(LongStream.rangeClosed(0, 60).boxed().toList());
            assertThat(RenderRuns.indices(rendered, "b"))
                    .isEqualTo(LongStream.rangeClosed(0, 45).boxed().toList());
            assertThat(rendered).filteredOn(EndOfRendered.class::isInstance).hasSize(2);
            assertThat(rendered).filteredOn(Rendered.class::isInstance).hasSize(105);
        }
    }

    @Test
    void endsAnInstanceThatWasReplacedBeforeItCanSayAnythingTwice() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.sendSession("a", mona, 30);
        try (RenderTables tables = runs.tables()) {
            RenderLoop replaced = runs.loop(tables, new TestGenerator());
            assertThat(RenderRuns.indices(runs.renderUntil(tables, 31), "a")).hasSize(31);
            runs.topics.sendSession("b", mona, 5);
            assertThatThrownBy(replaced::run).isInstanceOf(KafkaException.class);
            assertThat(RenderRuns.indices(runs.renderUntil(tables, 31 + 6), "b"))
                    .isEqualTo(LongStream.rangeClosed(0, 5).boxed().toList());
        }
    }

    @Test
    void rendersOtherSessionsWhileOneWaitsAndThatOneInOrderAfterwards() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        String waiting = sessionIn(0);
        String other = sessionIn(1);
        runs.topics.sendFrames(TestLandmarks.lossless(), waiting, mona, 20, Set.of());
        runs.topics.sendSession(other, mona, 20);
        try (RenderTables tables = runs.tables()) {
            RenderLoop loop = runs.loop(tables, new TestGenerator());
            CompletableFuture<Void> running = RenderRuns.start(loop);
            assertThat(runs.rendered(21))
                    .extracting(outcome -> outcome.stamp().session().value())
                    .containsOnly(other);

            runs.topics.sendNeutral(waiting);
            List<RenderedMessage> all = runs.rendered(21 + 21);
            loop.close();
            running.get(RenderRuns.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).filteredOn(Rendered.class::isInstance).hasSize(40);
            assertThat(RenderRuns.indices(all, waiting))
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
        IdentityRef mona = runs.topics.enrol("mona");
        try (RenderTables tables = runs.tables()) {
            RenderLoop first = runs.loop("it-1", Profile.LOSSLESS, tables, new TestGenerator());
            CompletableFuture<Void> firstRuns = RenderRuns.start(first);
            sendSessions("early", mona);
            runs.rendered(50);
            RenderLoop second = runs.loop("it-2", Profile.LOSSLESS, tables, new TestGenerator());
            CompletableFuture<Void> secondRuns = RenderRuns.start(second);
            sendSessions("middle", mona);
            runs.rendered(5 * 41 + 50);
            first.close();
            firstRuns.get(RenderRuns.LIMIT.toSeconds(), TimeUnit.SECONDS);
            sendSessions("late", mona);
            List<RenderedMessage> all = runs.rendered(3 * 5 * 41);
            second.close();
            secondRuns.get(RenderRuns.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).hasSize(3 * 5 * 41);
            for (String time : List.of("early", "middle", "late")) {
                assertThat(RenderRuns.indices(all, time + "-3"))
                        .isEqualTo(LongStream.rangeClosed(0, 40).boxed().toList());
            }
        }
    }

    /** Five sessions of 40 frames. */
    private void sendSessions(String name, IdentityRef identity) throws Exception {
        for (int number = 0; number < 5; number++) {
            runs.topics.sendSession(name + "-" + number, identity, 40);
        }
    }

    @Test
    void losesNothingOfALosslessSessionBesideALiveRenderer() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        runs.topics.sendSession("old", mona, 20);
        runs.topics.sendSession(
                TestLandmarks.live(RenderRuns.CLOCK.instant(), Duration.ofDays(1)), "live", mona, 20, Set.of());
        try (RenderTables tables = runs.tables()) {
            RenderLoop live = runs.loop(Profile.LIVE, tables, new TestGenerator());
            CompletableFuture<Void> running = RenderRuns.start(live);
            List<RenderedMessage> rendered = runs.renderUntil(runs.loop(tables, new TestGenerator()), 21 + 21);
            live.close();
            running.get(RenderRuns.LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(rendered).filteredOn(Rendered.class::isInstance).hasSize(40);
            assertThat(RenderRuns.indices(rendered, "old"))
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
            assertThat(RenderRuns.indices(rendered, "live"))
                    .isEqualTo(LongStream.rangeClosed(0, 20).boxed().toList());
        }
    }
}
