package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.face.onnx.Device;
import dev.marotte.identity.BundleChoice;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.StageFailedException;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole stage with the built-in generators on the CPU, on a real broker. */
class RenderStageIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @RegisterExtension
    private static final BrokerWithTopics BROKER = BrokerWithTopics.start(RenderTopics.PARTITIONS);

    private static final Cluster CLUSTER = Cluster.at(BROKER.bootstrapServers());
    private static final RenderTopics TOPICS = new RenderTopics(CLUSTER);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void rendersBothProfilesUntilItIsClosedAndSaysHowItIs() throws Exception {
        IdentityRef hopper = enrolHopper();
        RenderStage stage = stage(folder.resolve("one"), new BundleChoice.Automatic());
        assertThat(stage.health()).isInstanceOf(Health.Starting.class);
        CompletableFuture<Void> running = run(stage);
        await().atMost(LIMIT).until(() -> stage.health() instanceof Health.Ready);

        TOPICS.sendSession("lossless", hopper, 3);
        TOPICS.sendSession(TestLandmarks.live(CLOCK.instant(), Duration.ofDays(1)), "live", hopper, 3, Set.of());
        assertThat(rendered(8)).filteredOn(Rendered.class::isInstance).hasSize(6);

        stage.close();
        running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(stage.health()).isEqualTo(new Health.Draining());
    }

    @Test
    void throwsWhatALoopFailedOf() throws Exception {
        RenderStage replaced = stage(folder.resolve("two"), BundleSource.landmarkWarp());
        CompletableFuture<Void> running = run(replaced);
        await().atMost(LIMIT).until(() -> replaced.health() instanceof Health.Ready);
        RenderStage successor = stage(folder.resolve("three"), BundleSource.landmarkWarp());
        CompletableFuture<Void> next = run(successor);

        assertThatThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StageFailedException.class);
        assertThat(replaced.health()).isInstanceOf(Health.Failed.class);
        successor.close();
        next.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void refusesAGeneratorThatIsNoneBeforeItTakesAnything() {
        RenderStage stage = stage(folder.resolve("four"), new BundleSource.BuiltIn("none"));
        assertThatThrownBy(stage::run).isInstanceOf(BadInputException.class);
        assertThat(stage.health()).isInstanceOf(Health.Failed.class);
    }

    @Test
    void rendersNothingWhenItWasClosedBeforeItBegan() throws Exception {
        RenderStage stage = stage(folder.resolve("five"), BundleSource.landmarkWarp());
        stage.close();
        stage.run();
        assertThat(stage.health()).isEqualTo(new Health.Draining());
    }

    private RenderStage stage(Path state, BundleChoice bundle) {
        RenderConfig config = new RenderConfig(
                Set.of(Profile.LIVE, Profile.LOSSLESS),
                new LoopChoice.Automatic(),
                8,
                100_000_000,
                Duration.ofSeconds(30),
                new GeneratorChoice(bundle, Device.CPU, 1),
                state,
                0);
        return new RenderStage(
                CLUSTER, config, new GroupMembership("it", Duration.ofSeconds(10)), CLOCK, new SimpleMeterRegistry());
    }

    private static CompletableFuture<Void> run(RenderStage stage) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        stage.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    private static IdentityRef enrolHopper() {
        try (TestStudio studio = new TestStudio(BundleSource.marotteNeural());
                IdentityRegistry registry = IdentityRegistry.open(CLUSTER, CLOCK)) {
            return registry.enrol("hopper", new Consent.Stated("agreed to be tested"), studio.enrol("hopper.jpg"));
        }
    }

    private static List<RenderedMessage> rendered(int count) {
        return TOPICS.read(Topics.RENDERED.name(), count).stream()
                .map(bytes -> ((Readable<RenderedMessage>) Topics.RENDERED.decode(bytes)).message())
                .toList();
    }
}
