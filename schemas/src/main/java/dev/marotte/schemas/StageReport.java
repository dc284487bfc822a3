package dev.marotte.schemas;

import java.time.Instant;

/**
 * What a stage says of a session while it works on it, about once a second: for progress, for people, and as a sign of life.
 *
 * @param frames driving frames that the stage is through with
 * @param expectedFrames as far as is known, 0 where it is not
 * @param upTo where the stage stands in the session
 * @param counts known to the sink alone
 * @param remark for people, as what was wrong with the source; empty where there is nothing to say
 */
public record StageReport(
        SessionId session,
        StageName stage,
        Instant at,
        long frames,
        long expectedFrames,
        Pts upTo,
        OutcomeCounts counts,
        String remark) {}
