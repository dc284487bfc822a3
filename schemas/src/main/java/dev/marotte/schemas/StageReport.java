package dev.marotte.schemas;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A stage's report on a session that it works on, a few times a second: for progress, for users, and as a sign of life. A renderer
 * reports under its own name how many live sessions it takes.
 *
 * @param frames driving frames that the stage has finished
 * @param expectedFrames as far as is known, 0 if unknown
 * @param upTo the stage's position in the session
 * @param counts known only to the sink
 * @param remark for users, for instance on a problem with the source; empty if there is nothing to say
 * @param connections network streams that the stage reads or writes for the session
 * @param liveCapacity in a renderer's heartbeat: live sessions that it takes at 25 frames a second, 0 if no number is set
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

    /** A report on a session, from a stage without network streams. */
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
     * A renderer's heartbeat.
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

    /** The same report with the streams that the stage reads or writes. */
    public StageReport with(List<StreamConnection> streams) {
        return new StageReport(session, stage, at, frames, expectedFrames, upTo, counts, remark, streams, liveCapacity);
    }
}
