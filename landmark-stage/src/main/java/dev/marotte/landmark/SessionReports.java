package dev.marotte.landmark;

import dev.marotte.landmark.SessionProgress.Finished;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reports the progress of sessions, each at most once a second while its frames come, and a last time at its end. Landmarks are held back until the
 * driver's rest is known, and these reports show consumers that wait for them that the stage is alive. One task's thread.
 */
final class SessionReports {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Map<SessionId, Instant> last = new HashMap<>();

    SessionReports(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the report that is due after a frame. */
    Optional<StageReport> due(SessionId session, SessionProgress after) {
        Instant now = clock.instant();
        return switch (after) {
            case Running running ->
                isDue(session, now)
                        ? Optional.of(report(session, running.next(), running.last(), now))
                        : Optional.empty();
            case Finished(long frames, Pts end) -> Optional.of(report(session, frames, end, now));
        };
    }

    /** Tells whether the last report was long enough ago; if so, stores the time of this one. */
    private boolean isDue(SessionId session, Instant now) {
        if (last.getOrDefault(session, Instant.MIN).isAfter(now.minus(INTERVAL))) {
            return false;
        }
        last.put(session, now);
        return true;
    }

    /** Forgets a session that sends nothing more. */
    void forget(SessionId session) {
        last.remove(session);
    }

    private static StageReport report(SessionId session, long frames, Pts upTo, Instant now) {
        return new StageReport(session, StageName.LANDMARK, now, frames, 0, upTo, OutcomeCounts.NONE, "");
    }
}
