package dev.marotte.sink;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.Ended;
import java.time.Instant;
import java.util.List;

/** Finds the sessions whose sound and motion have been kept for as long as they asked. */
final class RecordingExpiry {
    private RecordingExpiry() {}

    static List<SessionId> expired(List<Session> sessions, Instant now) {
        return sessions.stream()
                .filter(session -> isExpired(session, now))
                .map(Session::id)
                .toList();
    }

    private static boolean isExpired(Session session, Instant now) {
        return session.state() instanceof Ended ended
                && !ended.at().plus(session.terms().keeping().recording()).isAfter(now);
    }
}
