package dev.marotte.landmark;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds sessions that have ended without an end of their frames and will send nothing more: their source could not be opened, or its owner died. Time is
 * the time at which frames were written, so a lagging stage gives up no session. One task's thread.
 */
final class AbandonedSessions {
    /** Time from the end, or from the last frame: as long as others wait for the outputs of an ended session. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final Map<SessionId, Instant> last = new HashMap<>();
    private Instant reached = Instant.EPOCH;

    /** Notes that frames written until then have been read. */
    void reached(Instant written) {
        reached = written.isAfter(reached) ? written : reached;
    }

    /** Notes a frame of a session that is followed. */
    void heard(SessionId session) {
        last.put(session, reached);
    }

    /** Forgets a session that sends nothing more. */
    void forget(SessionId session) {
        last.remove(session);
    }

    boolean isAbandoned(Session session) {
        Instant limit = reached.minus(SILENCE);
        return switch (session.state()) {
            case Open() -> false;
            case Ended ended ->
                ended.at().isBefore(limit)
                        && last.getOrDefault(session.id(), Instant.MIN).isBefore(limit);
        };
    }
}
