package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads, opens, changes, ends, lists and deletes the sessions of a cluster, and never touches any but the session asked for. Its view is as old as
 * the last {@link #refresh} or {@link #follow}. One thread.
 */
public final class SessionStore implements AutoCloseable {
    /** Time to read a topic; when it passes, the call throws and nothing was changed. */
    private static final Duration READING = Duration.ofSeconds(60);
    /**
     * How long the name of a deleted session cannot be used again. The search for a session's records begins a few minutes before its
     * opening, since clocks differ, and the records of its predecessor stay there until the brokers' log cleaners have run.
     */
    private static final Duration NAME_REST = Duration.ofMinutes(15);

    private final Cluster cluster;
    private final InstantSource clock;
    private final TopicTable<Session> sessions = new TopicTable<>(Topics.SESSIONS, SessionStore::following);
    private final TopicTable<StageReport> reports;
    private final TableReader reader;
    private final RecordWriter writer;

    private SessionStore(Cluster cluster, InstantSource clock, Consumer<ConsumerRecord<byte[], byte[]>> onReport) {
        this.cluster = cluster;
        this.clock = clock;
        reports = new TopicTable<>(Topics.REPORTS, onReport);
        reader = TableReader.open(cluster, List.of(sessions, reports), READING, clock);
        writer = new RecordWriter(cluster);
    }

    /** Connects to a cluster that has the topics, and reads its sessions. */
    public static SessionStore open(Cluster cluster, InstantSource clock) {
        return open(cluster, clock, _ -> {});
    }

    /**
     * Connects to a cluster that has the topics, and reads its sessions.
     *
     * @param onReport gets each raw report record, including those already in the topic, on the store's thread
     */
    public static SessionStore open(
            Cluster cluster, InstantSource clock, Consumer<ConsumerRecord<byte[], byte[]>> onReport) {
        SessionStore store = new SessionStore(cluster, clock, onReport);
        store.refresh();
        return store;
    }

    /** Finds one session as it is now, without reading the reports, which are many while many sessions run. */
    public static Optional<Session> lookUp(SessionId id, Cluster cluster, InstantSource clock) {
        TopicTable<Session> sessions = new TopicTable<>(Topics.SESSIONS, SessionStore::following);
        var consumer = cluster.consumer(Cluster.lookingUp(Map.of()));
        try (var reader = new TableReader(consumer, List.of(sessions), READING, clock)) {
            reader.refresh();
            return sessions.find(id.value());
        }
    }

    /** Reads all that has changed. */
    public void refresh() {
        reader.refresh();
    }

    /** Reads changes for up to {@code wait}. */
    public void follow(Duration wait) {
        reader.follow(wait);
    }

    /** All sessions, the one that changed last at the end. */
    public List<Session> all() {
        return sessions.all();
    }

    /** The sessions whose records are in this partition of each topic. */
    public List<Session> inPartition(int partition) {
        int partitions = reader.partitions(Topics.SESSIONS);
        return all().stream()
                .filter(session -> SessionPartitioner.partitionOf(session.id(), partitions) == partition)
                .toList();
    }

    public Optional<Session> find(SessionId id) {
        return sessions.find(id.value());
    }

    /**
     * The session with the id that a user gave.
     *
     * @throws BadInputException if there is none
     */
    public Session require(SessionId id) {
        return find(id).orElseThrow(
                        () -> new BadInputException("there is no session " + id + "; see marotte session list"));
    }

    /** The stages' last reports on a session, in the order of the stages. */
    public List<StageReport> reports(SessionId id) {
        return Arrays.stream(StageName.values())
                .map(stage -> reports.find(Topics.reportKey(id, stage)))
                .flatMap(Optional::stream)
                .filter(report -> report.liveCapacity().isEmpty())
                .toList();
    }

    /**
     * Whether there is room for a session, as far as is known. What drives it does not matter: a session with a voice is rendered as often as one with a
     * camera. A lossless session waits its turn.
     */
    public Admission admission(Session next) {
        return Admission.misfit(next).<Admission>map(Admission.Unfit::new).orElseGet(() -> room(next));
    }

    private Admission room(Session next) {
        return switch (next.profile()) {
            case LOSSLESS -> new Admission.Fits();
            case LIVE -> Admission.ofLive(openLiveBeside(next.id()), renderers(), clock.instant());
        };
    }

    private long openLiveBeside(SessionId next) {
        return sessions.all().stream()
                .filter(session -> session.isOpen() && session.profile() == Profile.LIVE)
                .filter(session -> !session.id().equals(next))
                .count();
    }

    private List<StageReport> renderers() {
        return reports.all().stream()
                .filter(report -> report.liveCapacity().isPresent())
                .toList();
    }

    /** Whether the name belonged to a session deleted so recently that a new one would find its records. */
    public boolean isResting(SessionId id) {
        return sessions.isDeletedSince(id.value(), clock.instant().minus(NAME_REST));
    }

    /**
     * Makes a session known to all stages, which start working on it. Two sessions that are opened at the same instant may both get the
     * last free place.
     *
     * @throws BadInputException if its name {@linkplain #isResting rests}, or it {@linkplain #admission is not admitted}
     */
    public void open(Session session) {
        refresh();
        switch (admission(session)) {
            case Admission.Fits(), Admission.Unserved _ -> {}
            case Admission.Refused(String sentence) -> throw new BadInputException(sentence);
            case Admission.Unfit(String sentence) -> throw new BadInputException(sentence);
        }
        if (isResting(session.id())) {
            throw new BadInputException(
                    "a session " + session.id() + " was deleted a moment ago, and its name is free again "
                            + NAME_REST.toMinutes() + " minutes after that; choose another one");
        }
        writer.write(Topics.SESSIONS.record(session));
        refresh();
    }

    /**
     * Changes an open session: its identity, its strengths, its controls. Reads the newest record first, so that changes by others are kept.
     *
     * <p>Kafka has no compare-and-set. Of two changes at the same instant, the later one counts. Of a change and an end, the end counts, and is
     * written again where the change came after it.
     *
     * @param change applied to the current session
     * @throws BadInputException if there is no such session, or it has ended; then nothing was changed
     */
    public Session change(SessionId id, UnaryOperator<Session> change) {
        refresh();
        Session before = require(id);
        if (!before.isOpen()) {
            throw new BadInputException("session " + id + " has ended; what is not open cannot be changed");
        }
        writer.write(Topics.SESSIONS.record(change.apply(before)));
        refresh();
        Session after = require(id);
        if (!after.isOpen()) {
            writer.write(Topics.SESSIONS.record(after));
        }
        return after;
    }

    /** An ended session stays ended, even if a change comes late; a session opened again under its name is a new one. */
    private static Session following(Session before, Session next) {
        return before.state() instanceof Ended ended && before.opening().equals(next.opening())
                ? next.end(ended)
                : next;
    }

    /**
     * Ends a session: nothing more is read from its source, and its outputs are finished with what has arrived. A session that has
     * already ended keeps its first reason.
     */
    public Session end(SessionId id, EndReason reason, String sentence) {
        refresh();
        Session session = require(id).end(new Ended(reason, sentence, clock.instant()));
        writer.write(Topics.SESSIONS.record(session));
        refresh();
        return session;
    }

    /**
     * Deletes a session and everything recorded of it.
     *
     * @throws BadInputException if it has not ended
     */
    public SessionDeletion.Deleted delete(SessionId id) {
        refresh();
        Session session = require(id);
        if (session.isOpen()) {
            throw new BadInputException("the session " + id + " is open; end it first with: marotte session end " + id);
        }
        SessionDeletion.Deleted deleted = new SessionDeletion(cluster, writer, clock).of(session);
        refresh();
        return deleted;
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
