package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.sessions.SessionWork.Outcome;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stage's part of the sessions that this process owns. The owner of a session is the owner of its partition in the stage's consumer
 * group: a process that is assigned a partition reads it from its start and runs the open sessions in it; a process that loses it stops
 * them. There is no leader and no lock.
 *
 * <p>{@link #run} on one thread, {@link #close} and {@link #health} from any; sessions run on threads of their own.
 */
public final class SessionHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Time for a session to stop when its partition is revoked; after that its thread is left behind, and fenced if it still writes. */
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final String stage;
    private final Consumer<String, Decoded<Session>> consumer;
    private final SessionWork.Factory factory;
    private final SessionEndWriter ends;
    private final InstantSource clock;
    private final OwnedSessions owned;
    private final Map<SessionId, SessionThread> running = new HashMap<>();
    private final Set<SessionId> done = new HashSet<>();
    private final AtomicReference<Health> health =
            new AtomicReference<>(new Health.Starting("its share of the sessions"));
    private boolean joined;
    private volatile boolean closed;

    SessionHost(
            String stage,
            Consumer<String, Decoded<Session>> consumer,
            SessionWork.Factory factory,
            SessionEndWriter ends,
            InstantSource clock) {
        this.stage = stage;
        this.consumer = consumer;
        this.factory = factory;
        this.ends = ends;
        this.clock = clock;
        owned = new OwnedSessions(consumer::position);
    }

    /** @param stage one lower-case word */
    public static SessionHost connect(
            String stage,
            Cluster cluster,
            GroupMembership membership,
            SessionWork.Factory factory,
            InstantSource clock) {
        String group = "marotte-" + stage;
        Consumer<String, Decoded<Session>> consumer = cluster.live()
                .consumer(
                        membership.settings(group),
                        Topics.SESSIONS.keys().deserializer(),
                        Topics.SESSIONS.deserializer());
        var ends = new SessionEndWriter(cluster, group + "-ends-" + membership.instance(), consumer.groupMetadata());
        return new SessionHost(stage, consumer, factory, ends, clock);
    }

    /** Runs sessions until closed or interrupted; then each is stopped where it stands. */
    public void run() throws InterruptedException {
        try {
            consumer.subscribe(List.of(Topics.SESSIONS.name()), new Ownership());
            while (!closed) {
                consumer.poll(POLL).forEach(this::note);
                ends.joined(consumer.groupMetadata());
                reconcile();
                if (Thread.interrupted()) {
                    throw new InterruptedException("the stage was told to stop");
                }
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            // Before other processes get the sessions.
            stopAll(List.copyOf(running.keySet()));
            consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    public Health health() {
        return health.get();
    }

    /** All sessions of the partitions that this process owns and has read, by partition. Any thread. */
    public Map<Integer, List<Session>> owned() {
        return owned.byPartition();
    }

    @Override
    public void close() {
        closed = true;
        health.set(new Health.Draining());
        consumer.wakeup();
    }

    private void note(ConsumerRecord<String, Decoded<Session>> record) {
        owned.note(record);
        if (record.value() == null && record.key() != null) {
            forgetDone(id -> id.value().equals(record.key()));
        }
    }

    private void forgetDone(Predicate<SessionId> forgotten) {
        synchronized (done) {
            done.removeIf(forgotten);
        }
    }

    /** Starts sessions that should run and do not, and tells running ones that they have ended. */
    private void reconcile() {
        owned.read().forEach(this::reconcile);
        Set<SessionId> seen = owned.seen();
        stopAll(running.keySet().stream().filter(id -> !seen.contains(id)).toList());
        // After the stop: work that was finishing while its session was deleted is done only now.
        forgetDone(id -> !seen.contains(id));
        owned.publish();
        if (joined && owned.isWhole()) {
            health.updateAndGet(before -> before instanceof Health.Starting ? new Health.Ready() : before);
        }
    }

    private void reconcile(Session session) {
        SessionThread thread = running.get(session.id());
        if (thread == null) {
            if (factory.concerns(session)
                    && !isDone(session.id())
                    && (session.isOpen() || factory.isLeftOver(session))) {
                start(session);
            }
        } else {
            switch (session.state()) {
                case Open() -> thread.change(session);
                case Ended ended -> thread.finish(ended);
            }
        }
    }

    private void start(Session session) {
        LOG.atInfo()
                .addKeyValue("stage", stage)
                .addKeyValue("session", session.id())
                .log("Session begins here");
        SessionThread thread = new SessionThread(stage, session, factory.of(session), this::ended);
        running.put(session.id(), thread);
        thread.start();
    }

    private boolean isDone(SessionId id) {
        synchronized (done) {
            return done.contains(id);
        }
    }

    /** Work whose session has ended gets time to finish, since no other process would begin it again. */
    private void stopAll(Collection<SessionId> sessions) {
        Map<SessionId, SessionThread> stopping = new HashMap<>();
        running.forEach((id, thread) -> {
            if (sessions.contains(id)) {
                stopping.put(id, thread);
            }
        });
        stopping.values().stream().filter(thread -> !thread.isFinishing()).forEach(SessionThread::stop);
        stopping.forEach(this::awaitEnd);
        stopping.values().forEach(SessionThread::stop);
        running.keySet().removeAll(stopping.keySet());
    }

    private void awaitEnd(SessionId id, SessionThread thread) {
        try {
            if (!thread.awaitEnd(STOPPING)) {
                LOG.atWarn()
                        .addKeyValue("stage", stage)
                        .addKeyValue("session", id)
                        .log("Session did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tracks which partitions are owned. Runs on the thread that polls. */
    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            joined = true;
            consumer.seekToBeginning(partitions);
            owned.add(consumer.endOffsets(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Set<SessionId> lost = owned.remove(partitions);
            stopAll(lost.stream().filter(running::containsKey).toList());
            // A process that owns them again starts them afresh.
            forgetDone(lost::contains);
        }
    }

    /** Runs on the session's thread. */
    private void ended(Session session, Outcome outcome) throws InterruptedException {
        switch (outcome) {
            case Outcome.PartDone() ->
                LOG.atInfo()
                        .addKeyValue("stage", stage)
                        .addKeyValue("session", session.id())
                        .log("Session is done here");
            case Outcome.SessionEnds(EndReason reason, String sentence) ->
                ends.write(session.end(new Ended(reason, sentence, clock.instant())));
        }
        synchronized (done) {
            done.add(session.id());
        }
    }
}
