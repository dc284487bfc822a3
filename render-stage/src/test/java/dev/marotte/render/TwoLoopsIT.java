package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two loops of a profile on one device: the CPU here, on which they share model and identities as they would on CUDA. */
class TwoLoopsIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final GroupMembership PROCESS = new GroupMembership("it", Duration.ofSeconds(10));
    private static final int FRAMES = 40;

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
    void rendersWithTwoTheSameBytesAsWithOne() throws Exception {
        IdentityRef hopper = enrolHopper();
        List<Picture> one = rendered(hopper, 1, "one", 0);
        List<Picture> two = rendered(hopper, 2, "two", 1);
        assertThat(two).isEqualTo(one).hasSize(2 * 6).doesNotContainNull();
    }

    /** Pictures of a session in each partition. */
    private List<Picture> rendered(IdentityRef hopper, int loops, String name, int before) throws Exception {
        RenderStage stage = stage(loops);
        CompletableFuture<Void> running = start(() -> run(stage));
        await().atMost(LIMIT).until(() -> stage.health() instanceof Health.Ready);
        await().atMost(LIMIT).until(() -> owners() == Math.min(loops, RenderTopics.PARTITIONS));
        List<String> sessions = List.of(sessionIn(0, name), sessionIn(1, name));
        for (String session : sessions) {
            runs.topics.sendSession(session, hopper, 6);
        }
        List<RenderedMessage> all = runs.rendered(14 * (before + 1));
        stage.close();
        running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        sessions.forEach(
                session -> assertThat(RenderRuns.indices(all, session)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L));
        return sessions.stream()
                .flatMap(session -> all.stream()
                        .filter(each -> each.stamp().session().value().equals(session)))
                .filter(Rendered.class::isInstance)
                .map(each -> ((Rendered) each).picture())
                .toList();
    }

    /** How many members of the group have partitions. */
    private long owners() throws ExecutionException, InterruptedException {
        String group = StageName.RENDER.group(Profile.LOSSLESS);
        try (Admin admin = runs.cluster.admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(described -> described.members().stream())
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        }
    }

    @Test
    void losesNothingAndRepeatsNothingWhenOneOfTwoDies() throws Exception {
        IdentityRef mona = runs.topics.enrol("mona");
        try (RenderTables tables = runs.tables()) {
            RenderLoopFactory factory = factory();
            PasteBack pixels = new TestPasteBack();
            IdentityCache shared = factory.identities(tables, pixels, new Drawers(Set.of(TestIdentities.GENERATOR), 2));
            RenderLoop steady = factory.loop(
                    new LoopSeat(Profile.LOSSLESS, 1), tables, shared, List.of(new TestGenerator()), pixels);
            CompletableFuture<Void> goesOn = start(steady::run);
            // There is no group to ask about before.
            await().atMost(LIMIT).until(steady::isAssigned);
            for (int breaksAt = 3; breaksAt < 30; breaksAt += 13) {
                RenderLoop frail = factory.loop(
                        new LoopSeat(Profile.LOSSLESS, 2),
                        tables,
                        shared,
                        List.of(new BreakingGenerator(breaksAt)),
                        pixels);
                CompletableFuture<Void> dies = start(frail::run);
                // Its own word too: the one before it counts as an owner until the group has missed it for long enough.
                await().atMost(LIMIT).until(() -> (frail.isAssigned() && owners() == 2) || dies.isDone());
                runs.topics.sendSession(sessionIn(0, "c" + breaksAt), mona, FRAMES);
                runs.topics.sendSession(sessionIn(1, "d" + breaksAt), mona, FRAMES);
                assertThatThrownBy(() -> dies.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .hasCauseInstanceOf(BreakingGenerator.Broken.class);
            }
            List<RenderedMessage> all = runs.rendered(3 * 2 * (FRAMES + 1));
            steady.close();
            goesOn.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(all).hasSize(3 * 2 * (FRAMES + 1));
            all.stream()
                    .map(each -> each.stamp().session().value())
                    .distinct()
                    .forEach(session -> assertThat(RenderRuns.indices(all, session))
                            .isEqualTo(LongStream.rangeClosed(0, FRAMES).boxed().toList()));
        }
    }

    private RenderLoopFactory factory() {
        return new RenderLoopFactory(
                runs.cluster, config(2), PROCESS, CLOCK, new RenderMeters(new SimpleMeterRegistry()));
    }

    private RenderStage stage(int loops) {
        return new RenderStage(runs.cluster, config(loops), PROCESS, CLOCK, new SimpleMeterRegistry());
    }

    private RenderConfig config(int loops) {
        return new RenderConfig(
                Set.of(Profile.LOSSLESS),
                new LoopChoice.Fixed(loops),
                8,
                100_000_000,
                Duration.ofSeconds(30),
                new GeneratorChoice(BundleSource.landmarkWarp(), Device.CPU, 1),
                folder,
                0);
    }

    private static void run(RenderStage stage) {
        try {
            stage.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Void> start(Runnable work) {
        return CompletableFuture.runAsync(
                work, task -> Thread.ofPlatform().daemon().start(task));
    }

    private IdentityRef enrolHopper() {
        try (TestStudio studio = new TestStudio();
                IdentityRegistry registry = IdentityRegistry.open(runs.cluster, CLOCK)) {
            return registry.enrol("hopper", new Consent.Stated("agreed to be tested"), studio.enrol("hopper.jpg"));
        }
    }

    private static String sessionIn(int partition, String name) {
        return Stream.iterate(0, number -> number + 1)
                .map(number -> name + "-" + number)
                .filter(each ->
                        SessionPartitioner.partitionOf(new SessionId(each), RenderTopics.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }
}
