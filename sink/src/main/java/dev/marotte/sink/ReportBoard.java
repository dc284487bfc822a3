package dev.marotte.sink;

import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.sink.StallLimit.SignOfLife;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The stages' last reports on the sessions that are written here. One thread reads them for all sessions and updates the board; the sessions' threads
 * read it.
 */
final class ReportBoard {
    private final InstantSource clock;
    private final Map<SessionId, Map<StageName, Heard>> sessions = new ConcurrentHashMap<>();

    ReportBoard(InstantSource clock) {
        this.clock = clock;
    }

    private record Heard(StageReport report, Instant at) {}

    /** Starts following a session. */
    void watch(SessionId session) {
        sessions.put(session, Map.of());
    }

    void forget(SessionId session) {
        sessions.remove(session);
    }

    boolean isWatched(SessionId session) {
        return sessions.containsKey(session);
    }

    /** Updates the last report of each stage for every followed session. */
    void update(Function<SessionId, List<StageReport>> latest) {
        sessions.replaceAll((session, before) -> with(before, latest.apply(session)));
    }

    private Map<StageName, Heard> with(Map<StageName, Heard> before, List<StageReport> reports) {
        Map<StageName, Heard> now = new EnumMap<>(StageName.class);
        now.putAll(before);
        for (StageReport report : reports) {
            boolean isNews = !before.containsKey(report.stage())
                    || !before.get(report.stage()).report().equals(report);
            if (isNews) {
                now.put(report.stage(), new Heard(report, clock.instant()));
            }
        }
        return now;
    }

    /** The last report heard of a session from a stage upstream of the sink. */
    Optional<SignOfLife> lastUpstream(SessionId session) {
        return sessions.getOrDefault(session, Map.of()).values().stream()
                .filter(heard -> heard.report().stage() != StageName.SINK)
                .map(heard -> new SignOfLife(heard.report().stage(), heard.at()))
                .max((one, other) -> one.heard().compareTo(other.heard()));
    }

    /** The number of driving frames that a session will have; 0 if ingest has not said. */
    long expectedFrames(SessionId session) {
        return Optional.ofNullable(sessions.getOrDefault(session, Map.of()).get(StageName.INGEST))
                .map(heard -> heard.report().expectedFrames())
                .orElse(0L);
    }
}
