package dev.marotte.landmark;

import dev.marotte.landmark.KnownSession.Followed;
import dev.marotte.landmark.KnownSession.PassedOver;
import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * An application's memory of sessions, in the state stores of one task. A finished session leaves one byte, a deleted one nothing. The
 * task's thread.
 */
final class SessionStates {
    private final Profile profile;
    private final KeyValueStore<String, KnownSession> known;
    private final KeyValueStore<String, Running> progress;
    private final HeldLandmarks held;

    SessionStates(Profile profile, ProcessorContext<String, Object> context) {
        this.profile = profile;
        known = context.getStateStore(LandmarkTopology.SESSIONS);
        progress = context.getStateStore(LandmarkTopology.PROGRESS);
        held = new HeldLandmarks(context.getStateStore(LandmarkTopology.HELD));
    }

    HeldLandmarks held() {
        return held;
    }

    Optional<KnownSession> find(SessionId id) {
        return Optional.ofNullable(known.get(id.value()));
    }

    /** Takes in a session's record; a finished session stays finished, whatever its later records say. */
    KnownSession note(Session session) {
        String key = session.id().value();
        @Nullable KnownSession before = known.get(key);
        if (before instanceof PassedOver) {
            return before;
        }
        KnownSession after = KnownSession.of(session, profile);
        known.put(key, after);
        return after;
    }

    /** Returns the progress of a session, starting before its first frame. */
    Running progress(Session session) {
        @Nullable Running before = progress.get(session.id().value());
        return before == null ? Running.start(session.profile()) : before;
    }

    /** Stores how far a session has come; little is kept of a finished one. */
    void keep(SessionId id, SessionProgress after) {
        switch (after) {
            case Running running -> progress.put(id.value(), running);
            case Finished _ -> finish(id);
        }
    }

    /** Keeps only the fact that a session is done. */
    private void finish(SessionId id) {
        forget(id.value());
        known.put(id.value(), new PassedOver());
    }

    /** Removes everything that is known of a session. */
    void forget(String id) {
        known.delete(id);
        progress.delete(id);
        held.discard(id);
    }

    /** Returns the sessions whose frames have begun to come and of which more are expected. */
    List<Session> underWay() {
        List<Session> sessions = new ArrayList<>();
        try (KeyValueIterator<String, Running> entries = progress.all()) {
            entries.forEachRemaining(entry -> {
                if (known.get(entry.key) instanceof Followed(Session session)) {
                    sessions.add(session);
                }
            });
        }
        return sessions;
    }

    /** The number of sessions under way, as it was at the last commit. */
    long active() {
        return progress.approximateNumEntries();
    }
}
