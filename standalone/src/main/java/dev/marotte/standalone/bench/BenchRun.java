package dev.marotte.standalone.bench;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.ProcessConfig;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.BrokerConfig;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LocalStages;
import dev.marotte.standalone.session.DemoAssets;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.MotionPresets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** One run in a fresh folder: opens sessions together, and watches frames until all of them are through. */
final class BenchRun {
    private final DataFolder folder;
    private final Settings settings;
    private final BenchPlan plan;

    /** @param folder empty, and used by this run only */
    BenchRun(DataFolder folder, Settings settings, BenchPlan plan) {
        this.folder = folder;
        this.settings = settings;
        this.plan = plan;
    }

    BenchFigures measure() throws IOException, InterruptedException {
        var supervisor = new StageSupervisor(ProcessConfig.of(settings).drainTimeout());
        try (ClusterAccess access =
                        ClusterAccess.of(folder, BrokerConfig.of(settings), cause -> supervisor.fail("broker", cause));
                supervisor) {
            return switch (plan.layout()) {
                case TOGETHER -> together(access.cluster(), supervisor);
                case APART -> apart(access.cluster(), supervisor);
            };
        }
    }

    private BenchFigures together(Cluster cluster, StageSupervisor supervisor) throws InterruptedException {
        try (var _ = LocalStages.start(cluster, settings, folder, List.of(StageName.values()), supervisor)) {
            return supervisor.await(supervisor.begin("bench", () -> sessions(cluster, Map::of, () -> {})));
        }
    }

    private BenchFigures apart(Cluster cluster, StageSupervisor supervisor) throws IOException, InterruptedException {
        Path kafka = Files.writeString(
                folder.path().resolve("kafka.properties"), "bootstrap.servers=" + cluster.bootstrapServers() + "\n");
        try (BenchProcesses processes = BenchProcesses.start(folder.path(), kafka, RenderConfig.drawing(settings))) {
            return supervisor.await(
                    supervisor.begin("bench", () -> sessions(cluster, processes::cpuSeconds, processes::requireAlive)));
        }
    }

    private BenchFigures sessions(Cluster cluster, CpuReading others, Runnable check) throws IOException {
        DemoAssets assets = DemoAssets.forBench(folder);
        IdentityRef identity = enrol(cluster, assets);
        try (SessionStore store = SessionStore.open(cluster, InstantSource.system())) {
            // Loading models and JIT compilation are not measured.
            play(List.of(session("warm-up", identity, assets)), cluster, store, check);
            Map<String, Double> before = cpu(others);
            try (FrameWatch watch = play(sessions(identity, assets), cluster, store, check)) {
                return BenchFigures.of(plan, watch, difference(before, cpu(others)));
            }
        }
    }

    private FrameWatch play(List<Session> sessions, Cluster cluster, SessionStore store, Runnable check) {
        FrameWatch watch = new FrameWatch(cluster, InstantSource.system());
        Set<SessionId> ids = new HashSet<>();
        for (Session session : sessions) {
            store.open(session);
            ids.add(session.id());
        }
        while (!watch.isThrough(ids)) {
            watch.look();
            check.run();
        }
        return watch;
    }

    private List<Session> sessions(IdentityRef identity, DemoAssets assets) {
        return IntStream.rangeClosed(1, plan.sessions())
                .mapToObj(number -> session("bench-" + number, identity, assets))
                .toList();
    }

    private Session session(String id, IdentityRef identity, DemoAssets assets) {
        return new Session(
                new SessionId(id),
                identity,
                plan.profile(),
                MotionPresets.plain(false),
                new SessionSource.FileSource(assets.driving().toString()),
                List.of(new SessionOutput.FileOutput(
                        folder.path().resolve(id + ".mp4").toString(), true)),
                SessionTerms.DEFAULT,
                new SessionOpening(InstantSource.system().instant(), "marotte bench"),
                new SessionState.Open());
    }

    private IdentityRef enrol(Cluster cluster, DemoAssets assets) {
        var pictures = IdentityService.pictures(List.of(assets.portrait())).pictures();
        try (var identities = new IdentityService(cluster)) {
            return identities.enrol(
                    "bench",
                    new Consent.ForOneSession(),
                    EnrolmentModels.enrol(RenderConfig.generator(settings), pictures));
        }
    }

    private static Map<String, Double> cpu(CpuReading others) {
        Map<String, Double> seconds = new LinkedHashMap<>(others.seconds());
        seconds.put("this process", BenchProcesses.cpuSeconds(ProcessHandle.current()));
        return seconds;
    }

    private static Map<String, Double> difference(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> difference = new LinkedHashMap<>();
        after.forEach((process, seconds) -> difference.put(process, seconds - before.getOrDefault(process, 0.0)));
        return difference;
    }

    /** CPU time of other processes so far, in core-seconds. */
    @FunctionalInterface
    private interface CpuReading {
        Map<String, Double> seconds();
    }
}
