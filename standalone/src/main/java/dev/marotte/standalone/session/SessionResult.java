package dev.marotte.standalone.session;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageReport;
import java.util.Optional;

/**
 * The result of a session.
 *
 * @param sink its last report, if it made one
 * @param remark what was wrong with the source; empty if nothing was
 */
public record SessionResult(Session session, Ended ended, Optional<StageReport> sink, String remark) {
    public OutcomeCounts counts() {
        return sink.map(StageReport::counts).orElse(OutcomeCounts.NONE);
    }
}
