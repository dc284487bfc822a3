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

    /** Takes a session's record in; one that is finished stays so, whatever is said of it again. */
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

    /** The progress of a session, from before its first frame on. */
    Running progress(Session session) {
        @Nullable Running before = progress.get(session.id().value());
        return before == null ? Running.start(session.profile()) : before;
    }

    /** Remembers how far a session has come, which is not much of one that is finished. */
    void keep(SessionId id, SessionProgress after) {
        switch (after) {
            case Running running -> progress.put(id.value(), running);
            case Finished _ -> finish(id);
        }
    }

    /** Leaves nothing of a session but that it is done. */
    private void finish(SessionId id) {
        forget(id.value());
        known.put(id.value(), new PassedOver());
    }

    /** Removes all that is known of a session. */
    void forget(String id) {
        known.delete(id);
        progress.delete(id);
        held.discard(id);
    }

    /** The sessions of which frames have come and more are expected. */
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
