package dev.marotte.render;

import static org.assertj.core.api.Assertions.fail;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderedMessage;
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
import java.util.concurrent.TimeoutException;

/** Loops on a real broker, with a generator that draws nothing to speak of. */
final class RenderRuns {
    static final InstantSource CLOCK = InstantSource.system();
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** Longer than anything here takes to come, for nothing here stays away. */
    private static final Duration TABLE_WAIT = Duration.ofMinutes(10);

    final Cluster cluster;
    final RenderTopics topics;
    private final Path folder;
    private final RenderMeters meters = new RenderMeters(new SimpleMeterRegistry());

    RenderRuns(Cluster cluster, Path folder) {
        this.cluster = cluster;
        this.topics = new RenderTopics(cluster);
        this.folder = folder;
    }

    RenderTables tables() {
        return RenderTables.of(cluster, folder, cause -> fail(cause)).start();
    }

    RenderLoop loop(RenderTables tables, Generator generator) {
        return loop(Profile.LOSSLESS, tables, generator);
    }

    RenderLoop loop(Profile profile, RenderTables tables, Generator generator) {
        return loop("it", profile, tables, generator);
    }

    RenderLoop loop(String instance, Profile profile, RenderTables tables, Generator generator) {
        RenderConfig config = new RenderConfig(
                Set.of(profile),
                new LoopChoice.Automatic(),
                8,
                10_000_000,
                TABLE_WAIT,
                GeneratorChoice.DEFAULT,
                folder,
                0);
        PasteBack pixels = new TestPasteBack();
        var factory = new RenderLoopFactory(
                cluster, config, new GroupMembership(instance, Duration.ofSeconds(10)), CLOCK, meters);
        IdentityCache identities = factory.identities(tables, pixels, new Drawers(Set.of(generator.id()), 1));
        return factory.loop(new LoopSeat(profile, 1), tables, identities, List.of(generator), pixels);
    }

    /** On a thread of its own: the common pool of a small machine has one. */
    static CompletableFuture<Void> start(RenderLoop loop) {
        return CompletableFuture.runAsync(
                loop::run, task -> Thread.ofPlatform().daemon().start(task));
    }

    boolean dies(RenderTables tables, Generator generator) {
        try {
            loop(tables, generator).run();
            return false;
        } catch (BreakingGenerator.Broken e) {
            return true;
        }
    }

    List<RenderedMessage> renderUntil(RenderTables tables, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        return renderUntil(loop(tables, new TestGenerator()), count);
    }

    List<RenderedMessage> renderUntil(RenderLoop loop, int count)
            throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Void> running = start(loop);
        List<RenderedMessage> rendered = rendered(count);
        loop.close();
        running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        return rendered;
    }

    List<RenderedMessage> rendered(int count) {
        return topics.read(Topics.RENDERED.name(), count).stream()
                .map(bytes -> ((Readable<RenderedMessage>) Topics.RENDERED.decode(bytes)).message())
                .toList();
    }

    static List<Long> indices(List<RenderedMessage> rendered, String session) {
        return rendered.stream()
                .map(RenderedMessage::stamp)
                .filter(stamp -> stamp.session().value().equals(session))
                .map(FrameStamp::index)
                .toList();
    }
}
