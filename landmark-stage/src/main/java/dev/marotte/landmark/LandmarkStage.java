package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The landmark stage: turns frames of sessions into landmarks while it runs. The delivery guarantee is a property of a whole Kafka Streams application, so
 * the stage runs one for each profile; each ignores the other's sessions. The topics must exist.
 */
public final class LandmarkStage implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(LandmarkStage.class);

    private final StreamsSettings settings;
    private final LandmarkConfig config;
    private final LandmarkMeters meters;
    private final Cluster cluster;
    private final InstantSource clock;
    private final List<KafkaStreams> applications = new CopyOnWriteArrayList<>();
    /** Completes when the stage should end, exceptionally if a failure is the reason. */
    private final CompletableFuture<Void> ending = new CompletableFuture<>();

    public LandmarkStage(
            Cluster cluster,
            LandmarkConfig config,
            GroupMembership membership,
            InstantSource clock,
            MeterRegistry registry) {
        this.settings = new StreamsSettings(cluster, config, membership);
        this.config = config;
        this.meters = new LandmarkMeters(registry);
        this.cluster = cluster;
        this.clock = clock;
        meters.lag(() -> ApplicationLag.of(applications));
    }

    @Override
    public String name() {
        return "landmark";
    }

    @Override
    public void run() throws InterruptedException {
        StageModels models = loaded();
        try {
            serve(models);
        } catch (RuntimeException e) {
            ending.completeExceptionally(e);
            throw e;
        } finally {
            stop(models);
        }
    }

    private StageModels loaded() {
        try {
            return StageModels.load(config.networks());
        } catch (RuntimeException e) {
            ending.completeExceptionally(e);
            throw e;
        }
    }

    private void serve(StageModels models) throws InterruptedException {
        config.profiles().forEach(profile -> start(profile, models));
        try {
            ending.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    private static Throwable innermost(Throwable failure) {
        Throwable innermost = failure;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost;
    }

    private void start(Profile profile, StageModels models) {
        ProfileTraits traits = ProfileTraits.of(profile);
        TrackingTools tools = new TrackingTools(
                () -> new DriverObserver(models.faces()),
                models.networks(),
                CanonicalFace.load(),
                partition -> new SessionTopicLookup(cluster.forProfile(profile), partition, clock),
                meters,
                clock);
        KafkaStreams application = application(LandmarkTopology.of(profile, tools), settings.of(traits));
        application.setUncaughtExceptionHandler(this::answer);
        applications.add(application);
        application.start();
    }

    /**
     * Decides what happens after a fault. A transaction that took longer than the broker allows, as on an overloaded machine, was aborted by the broker;
     * another thread processes the same frames again.
     */
    StreamThreadExceptionResponse answer(Throwable failure) {
        Throwable cause = innermost(failure);
        if (cause instanceof InvalidTxnStateException) {
            LOG.atWarn().setCause(failure).log("Transaction was aborted by the broker; its frames are tracked again");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        ending.completeExceptionally(
                new IllegalStateException("frames cannot be tracked any more: " + cause.getMessage(), failure));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private KafkaStreams application(Topology topology, Properties properties) {
        try {
            return new KafkaStreams(topology, properties);
        } catch (StreamsException e) {
            throw new BadInputException(
                    "the state folder " + config.state() + " cannot be used, perhaps because another process does: "
                            + e.getMessage() + "; name another with --set landmark.state=FOLDER",
                    e);
        }
    }

    /** Stops the applications, then frees the models unless a thread was abandoned that may still use them. */
    private void stop(StageModels models) {
        close();
        List<Boolean> stopped = applications.parallelStream().map(this::stop).toList();
        if (!stopped.contains(false)) {
            models.close();
        }
    }

    /**
     * Finishes the frames in hand and leaves the group. If the timeout passes first, threads are left to end by themselves, and what they have not
     * committed is processed again after the next start.
     */
    private boolean stop(KafkaStreams application) {
        CloseOptions leaving = CloseOptions.timeout(config.drainTimeout())
                .withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        boolean stopped = application.close(leaving);
        if (!stopped) {
            LOG.atWarn()
                    .addKeyValue("timeout", config.drainTimeout())
                    .log("Stage did not stop in time; uncommitted frames will be tracked again");
        }
        return stopped;
    }

    @Override
    public Health health() {
        if (ending.isCompletedExceptionally()) {
            return new Health.Failed(String.valueOf(ending.exceptionNow().getMessage()));
        }
        if (ending.isDone()) {
            return new Health.Draining();
        }
        if (applications.size() < config.profiles().size()) {
            return new Health.Starting("its models");
        }
        return applications.stream().allMatch(application -> application.state() == KafkaStreams.State.RUNNING)
                ? new Health.Ready()
                : new Health.Starting("its share of the frames");
    }

    @Override
    public void close() {
        ending.complete(null);
    }
}
