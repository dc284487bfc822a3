package dev.marotte.ingest;

import dev.marotte.media.ffmpeg.NativeLibraries;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.HostedStage;
import dev.marotte.runtime.sessions.SessionHost;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** Reads the sources of the sessions that this process owns, and deletes pictures that are no longer needed. */
public final class IngestStage implements Stage {
    private static final String NAME = "ingest";

    private final Cluster cluster;
    private final IngestConfig config;
    private final GroupMembership membership;
    private final InstantSource clock;
    private final IngestMeters meters;
    private final HostedStage life = new HostedStage();

    public IngestStage(
            Cluster cluster,
            IngestConfig config,
            GroupMembership membership,
            InstantSource clock,
            MeterRegistry meters) {
        this.cluster = cluster;
        this.config = config;
        this.membership = membership;
        this.clock = clock;
        this.meters = new IngestMeters(meters, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        NativeLibraries.loadAhead();
        try (var admin = cluster.admin();
                var liveProducer = LiveProducer.of(cluster);
                var reporter = StageReporter.connect(cluster, StageName.INGEST, clock);
                var cleaning = new PictureCleaning(cluster, admin, config.pruneInterval(), clock)) {
            liveProducer.connectAhead();
            cleaning.start();
            IngestTools tools = new IngestTools(cluster, liveProducer, config, admin, reporter, meters, clock);
            life.run(SessionHost.connect(NAME, cluster, membership, session -> new IngestWork(session, tools), clock));
        } catch (RuntimeException e) {
            life.failed(e);
            throw e;
        }
    }

    @Override
    public Health health() {
        return life.health();
    }

    @Override
    public void close() {
        life.close();
    }
}
