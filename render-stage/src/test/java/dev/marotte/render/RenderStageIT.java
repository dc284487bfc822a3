package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.IdentityRegistry;
import dev.marotte.identity.onnx.DeviceChoice;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole stage with the standard generator on the CPU, on a real broker. */
class RenderStageIT {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final RenderTopics TOPICS = RenderTopics.onABroker();

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void stopTheBroker() {
        TOPICS.close();
    }

    @Test
    void rendersBothProfilesUntilItIsClosedAndSaysHowItIs() throws Exception {
        IdentityRef hopper = enrolHopper();
        RenderStage stage = stage(folder.resolve("one"), BundleSource.standard());
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
        RenderStage replaced = stage(folder.resolve("two"), BundleSource.standard());
        CompletableFuture<Void> running = run(replaced);
        await().atMost(LIMIT).until(() -> replaced.health() instanceof Health.Ready);
        RenderStage successor = stage(folder.resolve("three"), BundleSource.standard());
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
        RenderStage stage = stage(folder.resolve("five"), BundleSource.standard());
        stage.close();
        stage.run();
        assertThat(stage.health()).isEqualTo(new Health.Draining());
    }

    private RenderStage stage(Path state, BundleSource bundle) {
        RenderConfig config = new RenderConfig(
                Set.of(Profile.LIVE, Profile.LOSSLESS),
                8,
                100_000_000,
                Duration.ofSeconds(30),
                new GeneratorChoice(bundle, DeviceChoice.CPU, 1),
                state,
                0);
        return new RenderStage(
                TOPICS.cluster(),
                config,
                new GroupMembership("it", Duration.ofSeconds(10)),
                CLOCK,
                new SimpleMeterRegistry());
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
        try (TestStudio studio = new TestStudio();
                IdentityRegistry registry = IdentityRegistry.open(TOPICS.cluster(), CLOCK)) {
            return registry.enrol("hopper", new Consent.Stated("agreed to be tested"), studio.enrol("hopper.jpg"));
        }
    }

    private static List<RenderedMessage> rendered(int count) {
        return TOPICS.read(Topics.RENDERED.name(), count).stream()
                .map(bytes -> ((Readable<RenderedMessage>) Topics.RENDERED.decode(bytes)).message())
                .toList();
    }
}
