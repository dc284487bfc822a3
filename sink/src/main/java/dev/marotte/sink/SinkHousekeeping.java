package dev.marotte.sink;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.PicturePruning;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work besides the sessions themselves: reads the stages' reports, deletes pictures as soon as a session has ended, those of a live session
 * at every sweep, and recordings when they expire. Covers only the partitions that this process owns, so that no work is done twice. One
 * thread; if the cluster cannot be reached, it tries again.
 */
final class SinkHousekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(SinkHousekeeping.class);
    private static final Duration ROUND = Duration.ofMillis(250);

    private final Cluster cluster;
    private final ReportBoard board;
    private final Supplier<Map<Integer, List<Session>>> owned;
    private final Duration sweepInterval;
    private final InstantSource clock;
    private final Map<Integer, Set<SessionId>> pruned = new HashMap<>();
    private Instant swept = Instant.EPOCH;
    private volatile boolean stopped;

    /** @param owned all sessions of the partitions that this process owns, by partition */
    SinkHousekeeping(
            Cluster cluster,
            ReportBoard board,
            Supplier<Map<Integer, List<Session>>> owned,
            Duration sweepInterval,
            InstantSource clock) {
        this.cluster = cluster;
        this.board = board;
        this.owned = owned;
        this.sweepInterval = sweepInterval;
        this.clock = clock;
    }

    /** Does the work; returns soon after {@link #stop}. */
    void run() {
        try {
            while (!stopped) {
                keepHouse();
            }
        } catch (InterruptedException | InterruptException told) {
            LOG.debug("Housekeeping of the sink was told to stop");
        }
    }

    /** Makes {@link #run} return. Any thread. */
    void stop() {
        stopped = true;
    }

    private void keepHouse() throws InterruptedException {
        try (SessionStore store = SessionStore.open(cluster, clock);
                Admin admin = cluster.admin()) {
            PicturePruning pruning = new PicturePruning(admin, clock);
            while (!stopped) {
                follow(store);
                board.update(store::reports);
                sweep(store);
                prune(store, pruning);
            }
        } catch (InterruptException told) {
            throw told;
        } catch (KafkaException e) {
            LOG.atWarn().setCause(e).log("Housekeeping of the sink begins anew");
        }
    }

    /** Reads what came within a round at once: a read costs by the number of partitions, so with many sessions a read for each report is dear. */
    private static void follow(SessionStore store) throws InterruptedException {
        Thread.sleep(ROUND);
        store.follow(Duration.ZERO);
    }

    private void sweep(SessionStore store) {
        Instant now = clock.instant();
        if (Duration.between(swept, now).compareTo(sweepInterval) < 0) {
            return;
        }
        swept = now;
        pruned.clear();
        for (List<Session> sessions : owned.get().values()) {
            RecordingExpiry.expired(sessions, now).stream()
                    .filter(session ->
                            !board.isWatched(session) && store.find(session).isPresent())
                    .forEach(session -> delete(store, session));
        }
    }

    private static void delete(SessionStore store, SessionId session) {
        try {
            long records = store.delete(session).motionAndSound();
            LOG.atInfo()
                    .addKeyValue("session", session)
                    .addKeyValue("records", records)
                    .log("Session was deleted, its time was over");
        } catch (BadInputException changedMeanwhile) {
            LOG.atInfo().addKeyValue("session", session).log("Session was deleted or opened anew by somebody else");
        }
    }

    /** Prunes where a session has ended since the last time, and everywhere after a sweep. */
    private void prune(SessionStore store, PicturePruning pruning) throws InterruptedException {
        Map<Integer, List<Session>> partitions = owned.get();
        pruned.keySet().retainAll(new HashSet<>(partitions.keySet()));
        for (Map.Entry<Integer, List<Session>> partition : partitions.entrySet()) {
            Set<SessionId> ended = endedOf(partition.getValue());
            if (!ended.equals(pruned.get(partition.getKey()))) {
                pruning.prune(partition.getKey(), () -> inPartition(partition.getKey(), store));
                pruned.put(partition.getKey(), ended);
            }
        }
    }

    /** Reads the current sessions: the owner of the partition may learn of a session only after its first picture was rendered. */
    private static List<Session> inPartition(int partition, SessionStore store) {
        store.refresh();
        return store.inPartition(partition);
    }

    private static Set<SessionId> endedOf(List<Session> sessions) {
        return sessions.stream()
                .filter(session -> !session.isOpen())
                .map(Session::id)
                .collect(Collectors.toSet());
    }
}
