package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.SessionHost;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Optional;

/** Reads the sources of this process's share of the sessions, and deletes pictures that nobody needs any more. */
public final class IngestStage implements Stage {
    private static final String NAME = "ingest";

    private final Cluster cluster;
    private final IngestConfig config;
    private final GroupMembership membership;
    private final InstantSource clock;
    private final IngestMeters meters;
    private volatile Optional<SessionHost> host = Optional.empty();
    private volatile Optional<Health> over = Optional.empty();

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
        try (var admin = cluster.admin();
                var reporter = StageReporter.connect(cluster, StageName.INGEST, clock);
                var cleaning = new PictureCleaning(cluster, admin, config.pruneInterval(), clock)) {
            cleaning.start();
            runSessions(new IngestTools(cluster, config, admin, reporter, meters, clock));
        } catch (RuntimeException e) {
            over = Optional.of(new Health.Failed(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private void runSessions(IngestTools tools) throws InterruptedException {
        SessionHost sessions =
                SessionHost.connect(NAME, cluster, membership, session -> new IngestWork(session, tools), clock);
        host = Optional.of(sessions);
        if (over.isPresent()) { // closed before it was begun
            sessions.close();
        }
        sessions.run();
    }

    @Override
    public Health health() {
        return over.or(() -> host.map(SessionHost::health))
                .orElseGet(() -> new Health.Starting("its connection to the cluster"));
    }

    @Override
    public void close() {
        over = over.or(() -> Optional.of(new Health.Draining()));
        host.ifPresent(SessionHost::close);
    }
}
