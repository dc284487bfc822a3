package dev.marotte.render;

import dev.marotte.render.opencv.OpenCvPasteBack;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.StageFailedException;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.CapacityHeartbeat;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.Profile;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The render stage of a process: turns landmarks into pictures of the identity that they are bound to. Each profile has one or more loops, each on its own
 * thread, so that copying and drawing overlap; models, identities and tables are shared.
 */
public final class RenderStage implements Stage {
    static final String NAME = "render";
    /** Time limit for a loop to finish the batch in hand; when it passes, its thread is abandoned and the process should end. */
    private static final Duration DRAINING = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final RenderConfig config;
    private final RenderLoopFactory factory;
    private final DeviceMeters device;
    private final CapacityHeartbeat heartbeat;
    /** All of them at once. */
    private final AtomicReference<List<RenderLoop>> loops = new AtomicReference<>(List.of());

    private final CompletableFuture<Health> ended = new CompletableFuture<>();
    private final AtomicReference<Health> health = new AtomicReference<>(new Health.Starting("its models"));

    public RenderStage(
            Cluster cluster,
            RenderConfig config,
            GroupMembership membership,
            InstantSource clock,
            MeterRegistry meters) {
        this.cluster = cluster;
        this.config = config;
        RenderMeters counted = new RenderMeters(meters);
        counted.capacity(config.sessionsCapacity());
        device = counted.device();
        heartbeat = new CapacityHeartbeat(cluster, membership.instance(), config.sessionsCapacity(), clock);
        factory = new RenderLoopFactory(cluster, config, membership, clock, counted);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** @throws dev.marotte.schemas.BadInputException if the generator cannot be used */
    @Override
    public void run() throws InterruptedException {
        try {
            render();
        } catch (RuntimeException | Error e) {
            health.set(new Health.Failed(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private void render() throws InterruptedException {
        try (RenderTables tables = RenderTables.of(tablesOf(config.profiles()), config.state(), this::lost);
                GeneratorSet generators = new GeneratorSet();
                StageSupervisor threads = new StageSupervisor(DRAINING)) {
            CompletableFuture<RenderTables> caughtUp = threads.begin("render-tables", tables::start);
            generators.open(config.profiles(), config.generator());
            device.watch(generators.device());
            threads.await(CompletableFuture.anyOf(caughtUp, ended));
            if (!ended.isDone()) {
                start(threads, tables, generators);
            }
            threads.await(ended);
        }
    }

    private Cluster tablesOf(Set<Profile> profiles) {
        return profiles.contains(Profile.LIVE) ? cluster.live() : cluster;
    }

    private void start(StageSupervisor threads, RenderTables tables, GeneratorSet generators) {
        health.updateAndGet(
                said -> said instanceof Health.Starting ? new Health.Starting("its share of the landmarks") : said);
        List<LoopSeat> seats = LoopSeat.all(config.profiles(), config.loops().on(generators.device()));
        PasteBack pixels = new OpenCvPasteBack();
        IdentityCache identities = factory.identities(tables, pixels, new Drawers(generators.ids(), seats.size()));
        List<RenderLoop> made = seats.stream()
                .map(seat -> factory.loop(seat, tables, identities, generators.ofLoop(seat.profile()), pixels))
                .toList();
        loops.set(made);
        for (int at = 0; at < made.size(); at++) {
            RenderLoop loop = made.get(at);
            threads.start(seats.get(at).thread(), loop::run, loop::close);
        }
        if (config.profiles().contains(Profile.LIVE)) {
            threads.start(NAME + "-capacity", heartbeat::run, heartbeat::close);
        }
        threads.start(NAME + "-models", generators::openOthers);
    }

    /** Handles tables that no longer follow their topics and so grow stale. */
    private void lost(Throwable cause) {
        ended.completeExceptionally(new StageFailedException("render-tables", cause));
    }

    @Override
    public Health health() {
        Health said = health.get();
        return said instanceof Health.Starting && isAssigned() ? new Health.Ready() : said;
    }

    private boolean isAssigned() {
        List<RenderLoop> made = loops.get();
        return !made.isEmpty() && made.stream().allMatch(RenderLoop::isAssigned);
    }

    @Override
    public void close() {
        health.updateAndGet(said -> said instanceof Health.Failed ? said : new Health.Draining());
        loops.get().forEach(RenderLoop::close);
        ended.complete(new Health.Draining());
    }
}
