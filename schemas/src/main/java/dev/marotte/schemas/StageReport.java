package dev.marotte.schemas;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a stage says of a session while it works on it, about once a second: for progress, for people, and as a sign of life. A renderer
 * says under its own name how many live sessions it takes.
 *
 * @param frames driving frames that the stage is through with
 * @param expectedFrames as far as is known, 0 where it is not
 * @param upTo where the stage stands in the session
 * @param counts known to the sink alone
 * @param remark for people, as what was wrong with the source; empty where there is nothing to say
 * @param connections network streams that the stage reads or writes for the session
 * @param liveCapacity in a renderer's word of itself: live sessions that it takes at 25 frames a second, 0 where nobody has said
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
        List<StreamConnection> connections,
        OptionalLong liveCapacity) {
    public StageReport {
        connections = List.copyOf(connections);
    }

    /** One of a session, of a stage without network streams. */
    public StageReport(
            SessionId session,
            StageName stage,
            Instant at,
            long frames,
            long expectedFrames,
            Pts upTo,
            OutcomeCounts counts,
            String remark) {
        this(session, stage, at, frames, expectedFrames, upTo, counts, remark, List.of(), OptionalLong.empty());
    }

    /**
     * A renderer's word of itself.
     *
     * @param renderer the name of its process
     */
    public static StageReport ofRenderer(SessionId renderer, Instant at, long liveCapacity) {
        return new StageReport(
                renderer,
                StageName.RENDER,
                at,
                0,
                0,
                Pts.ZERO,
                OutcomeCounts.NONE,
                "",
                List.of(),
                OptionalLong.of(liveCapacity));
    }

    /** The same of a stage that reads or writes these streams. */
    public StageReport with(List<StreamConnection> streams) {
        return new StageReport(session, stage, at, frames, expectedFrames, upTo, counts, remark, streams, liveCapacity);
    }
}
