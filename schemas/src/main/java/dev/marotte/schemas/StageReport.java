package dev.marotte.schemas;

import java.time.Instant;
import java.util.List;

/**
 * What a stage says of a session while it works on it, about once a second: for progress, for people, and as a sign of life.
 *
 * @param frames driving frames that the stage is through with
 * @param expectedFrames as far as is known, 0 where it is not
 * @param upTo where the stage stands in the session
 * @param counts known to the sink alone
 * @param remark for people, as what was wrong with the source; empty where there is nothing to say
 * @param connections network streams that the stage reads or writes for the session
 */
public record StageReport(
        SessionId session,
        StageName stage,
        Instant at,
        long frames,
        long expectedFrames,
        Pts upTo,
        OutcomeCounts counts,
        String remark,
        List<StreamConnection> connections) {
    public StageReport {
        connections = List.copyOf(connections);
    }

    /** One of a stage without network streams. */
    public StageReport(
            SessionId session,
            StageName stage,
            Instant at,
            long frames,
            long expectedFrames,
            Pts upTo,
            OutcomeCounts counts,
            String remark) {
        this(session, stage, at, frames, expectedFrames, upTo, counts, remark, List.of());
    }
}
