package dev.marotte.studio.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All sessions, followed by one thread that owns the store; other threads send it their requests. Any thread.
 */
public final class SessionBoard implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(40);
    private static final int MOST_ASKED = 256;
    /** For an answer; when it passes the caller is told to try again, although the request may still be carried out. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final InstantSource clock;
    private final BiConsumer<Optional<Session>, Session> onChange;
    private final Consumer<ConsumerRecord<byte[], byte[]>> onReport;
    private final BlockingQueue<Asked<?>> asked = new ArrayBlockingQueue<>(MOST_ASKED);
    private volatile Map<SessionId, Session> sessions = Map.of();
    private volatile boolean closed;

    /** The cluster has not answered in time, or has too much to answer. */
    public static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unanswered(String sentence) {
            super(sentence);
        }

        private Unanswered(String sentence, TimeoutException cause) {
            super(sentence, cause);
        }
    }

    private record Asked<T>(Function<SessionStore, T> question, CompletableFuture<T> answer) {
        /** Puts the question to the store; returns what hands the caller its answer. */
        Runnable put(SessionStore store) {
            try {
                T found = question.apply(store);
                return () -> answer.complete(found);
            } catch (RuntimeException e) { // the asker's to deal with
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    /**
     * @param onChange receives every session that is new or has changed, on the board's thread
     * @param onReport receives the stages' reports on sessions, on the board's thread
     */
    public SessionBoard(
            Cluster cluster,
            InstantSource clock,
            BiConsumer<Optional<Session>, Session> onChange,
            Consumer<ConsumerRecord<byte[], byte[]>> onReport) {
        this.cluster = cluster;
        this.clock = clock;
        this.onChange = onChange;
        this.onReport = onReport;
    }

    /** Follows the sessions until this is closed. */
    public void run() {
        try (SessionStore store = SessionStore.open(cluster, clock, onReport)) {
            while (!closed) {
                publish(store);
                for (Asked<?> next = asked.poll(); next != null; next = asked.poll()) {
                    Runnable answer = next.put(store);
                    publish(store);
                    answer.run();
                }
                store.follow(LOOK);
            }
        }
    }

    private void publish(SessionStore store) {
        Map<SessionId, Session> before = sessions;
        Map<SessionId, Session> now = new LinkedHashMap<>();
        store.all().forEach(session -> now.put(session.id(), session));
        if (!before.equals(now)) {
            sessions = now;
            now.forEach((id, session) -> {
                if (!session.equals(before.get(id))) {
                    onChange.accept(Optional.ofNullable(before.get(id)), session);
                }
            });
        }
    }

    /** All sessions, the one that changed last at the end. */
    public List<Session> all() {
        return List.copyOf(sessions.values());
    }

    public Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /**
     * Has the store do or find something. Once the answer is here, {@link #find} and {@link #all} reflect its changes.
     *
     * @throws Unanswered if no answer comes in time
     * @throws RuntimeException what the store threw
     */
    public <T> T ask(Function<SessionStore, T> question) throws InterruptedException {
        var answer = new CompletableFuture<T>();
        if (!asked.offer(new Asked<>(question, answer))) {
            throw new Unanswered("too much is asked at a time; try again");
        }
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new Unanswered("the cluster does not answer; try again in a moment", e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
