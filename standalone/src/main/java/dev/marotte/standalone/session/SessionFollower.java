package dev.marotte.standalone.session;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows a session to its end by its stages' reports. One thread. */
final class SessionFollower {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final SessionStore store;
    private final Optional<String> generator;
    private final ProgressListener listener;
    private boolean begun;

    /** @param generator id of the bundle that draws; empty if that is not known here */
    SessionFollower(SessionStore store, Optional<String> generator, ProgressListener listener) {
        this.store = store;
        this.generator = generator;
        this.listener = listener;
    }

    /** Waits as long as the session is open; a slow stage is no failure, and a failed one ends the process or the session. */
    SessionResult awaitEnd(SessionId id) throws InterruptedException {
        while (true) {
            store.follow(LOOK);
            Session session = store.find(id)
                    .orElseThrow(() -> new BadInputException("the session " + id + " was deleted by somebody"));
            List<StageReport> reports = store.reports(id);
            tell(reports);
            switch (session.state()) {
                case Open() -> requireWanted();
                case Ended ended -> {
                    return new SessionResult(session, ended, of(StageName.SINK, reports), remark(reports));
                }
            }
        }
    }

    private static void requireWanted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped");
        }
    }

    private void tell(List<StageReport> reports) {
        long expected =
                of(StageName.INGEST, reports).map(StageReport::expectedFrames).orElse(0L);
        if (expected > 0 && !begun) {
            begun = true;
            generator.ifPresent(drawing -> listener.begins(drawing, expected));
        }
        long made = of(StageName.SINK, reports).map(StageReport::frames).orElse(0L);
        if (made > 0) {
            listener.progress(made, expected);
        } else {
            of(StageName.LANDMARK, reports).ifPresent(landmark -> listener.lookedAt(landmark.frames()));
        }
    }

    private static Optional<StageReport> of(StageName stage, List<StageReport> reports) {
        return reports.stream().filter(report -> report.stage() == stage).findFirst();
    }

    private static String remark(List<StageReport> reports) {
        return of(StageName.INGEST, reports).map(StageReport::remark).orElse("");
    }
}
