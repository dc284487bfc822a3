package dev.marotte.ingest;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.PicturePruning;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes pictures that are no longer needed, round by round, on a thread of its own. Every ingest process does this for all partitions: the
 * last pictures of a session become unnecessary long after its ingest is over, and deleting them twice does no harm. The first round looks at
 * every session, later ones only at those that may have left pictures. The first round does not run at startup, when everything else connects as
 * well.
 */
final class PictureCleaning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureCleaning.class);
    /** Longer than the outputs of an ended session may still be read. */
    private static final Duration LEFT_AFTER_END = Duration.ofMinutes(15);
    /** Time for a round to finish; after that it is interrupted and its thread left behind, to end with the process. */
    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final Cluster cluster;
    private final Admin admin;
    private final Duration interval;
    private final InstantSource clock;
    private final StopSignal stop = new StopSignal();
    private final Thread thread =
            Thread.ofPlatform().name("ingest-cleaning").daemon().unstarted(this::run);

    /** @param admin stays the caller's */
    PictureCleaning(Cluster cluster, Admin admin, Duration interval, InstantSource clock) {
        this.cluster = cluster;
        this.admin = admin;
        this.interval = interval;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (stop.upTo(interval)) {
                tryRounds();
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Cleaning was told to stop");
        }
    }

    private void tryRounds() throws InterruptedException {
        try (var sessions = SessionStore.open(cluster, clock)) {
            var pruning = new PicturePruning(admin, clock);
            int partitions = PartitionCount.of(Topics.FRAMES, admin);
            Predicate<Session> mayHaveLeft = _ -> true;
            do {
                prune(sessions, partitions, mayHaveLeft, pruning);
                mayHaveLeft = this::mayHavePictures;
            } while (stop.upTo(interval));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException | ExecutionException e) {
            LOG.atInfo().setCause(e).log("Sessions could not be read for now");
        }
    }

    private static void prune(
            SessionStore sessions, int partitions, Predicate<Session> mayHavePictures, PicturePruning pruning)
            throws InterruptedException {
        for (Map.Entry<Integer, List<Session>> partition :
                byPartition(sessions, partitions).entrySet()) {
            if (partition.getValue().stream().anyMatch(mayHavePictures)) {
                int number = partition.getKey();
                tryPrune(number, () -> byPartition(sessions, partitions).getOrDefault(number, List.of()), pruning);
            }
        }
    }

    /** All current sessions, by partition. */
    private static Map<Integer, List<Session>> byPartition(SessionStore sessions, int partitions) {
        sessions.refresh();
        return sessions.all().stream()
                .collect(Collectors.groupingBy(session -> SessionPartitioner.partitionOf(session.id(), partitions)));
    }

    /** A failure in one partition does not affect the others, and the next round tries again. */
    private static void tryPrune(int partition, Supplier<List<Session>> sessions, PicturePruning pruning)
            throws InterruptedException {
        try {
            pruning.prune(partition, sessions);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.atInfo().addKeyValue("partition", partition).setCause(e).log("Pictures could not be deleted for now");
        }
    }

    private boolean mayHavePictures(Session session) {
        return switch (session.state()) {
            case Open() -> true;
            case Ended ended ->
                ended.at()
                        .plus(session.terms().keeping().frames())
                        .plus(LEFT_AFTER_END)
                        .isAfter(clock.instant());
        };
    }

    /** Lets the current round finish; one that hangs is interrupted. */
    @Override
    public void close() {
        stop.give();
        try {
            if (!thread.join(STOPPING)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
