package dev.marotte.sink;

import dev.marotte.identity.PortraitReader;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.SessionHost;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageName;
import dev.marotte.sink.ffmpeg.EncodingRehearsal;
import dev.marotte.sink.live.LiveInlets;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes rendered pictures and sound to the outputs of their sessions. Each session of the partitions that this process owns is written by a thread of
 * its own.
 */
public final class SinkStage implements Stage {
    private static final String NAME = "sink";
    /** Time for the housekeeping to finish its current task; after that it is interrupted. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** Time to read a portrait; when it passes, a plain slate is used. */
    private static final Duration PORTRAIT = Duration.ofSeconds(10);

    private final StageReporter reporter;
    private final LiveInlets liveInlets;
    private final SessionHost host;
    private final SinkHousekeeping housekeeping;
    private final AtomicReference<Optional<Health.Failed>> failure = new AtomicReference<>(Optional.empty());

    public SinkStage(
            Cluster cluster, SinkConfig config, GroupMembership membership, InstantSource clock, MeterRegistry meters) {
        reporter = StageReporter.connect(cluster, StageName.SINK, clock);
        liveInlets = new LiveInlets(cluster, clock);
        ReportBoard board = new ReportBoard(clock);
        var here = new SinkWork.Surroundings(
                inlets(cluster),
                new PortraitReader(cluster, PORTRAIT, clock)::portrait,
                config,
                reporter,
                board,
                new SinkMeters(meters, clock),
                clock);
        host = SessionHost.connect(NAME, cluster, membership, new SinkWorks(here), clock);
        housekeeping = new SinkHousekeeping(cluster, board, host::owned, config.sweepInterval(), clock);
    }

    private SinkWork.Inlets inlets(Cluster cluster) {
        return new SinkWork.Inlets() {
            @Override
            public Inlet fromStart(Session session) {
                return KafkaInlet.connect(session, cluster);
            }

            @Override
            public Inlet fromNow(Session session) {
                return liveInlets.open(session);
            }
        };
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        EncodingRehearsal.begin();
        liveInlets.connectAhead();
        Thread beside = Thread.ofPlatform().name("sink-housekeeping").start(housekeeping::run);
        try (reporter;
                liveInlets) {
            host.run();
        } catch (RuntimeException e) {
            failure.set(Optional.of(new Health.Failed(String.valueOf(e.getMessage()))));
            throw e;
        } finally {
            housekeeping.stop();
            awaitEnd(beside);
        }
    }

    private static void awaitEnd(Thread beside) throws InterruptedException {
        if (!beside.join(STOPPING)) {
            beside.interrupt();
        }
    }

    @Override
    public Health health() {
        return failure.get().<Health>map(failed -> failed).orElseGet(host::health);
    }

    @Override
    public void close() {
        host.close();
    }
}
