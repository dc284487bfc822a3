package dev.marotte.ingest;

import dev.marotte.ingest.Media.Completeness;
import dev.marotte.ingest.WatchedSource.Watcher;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.io.IOException;

/**
 * Reports how far a clip has been read, and at its end whether it broke off. The report comes before the end is sent, so a run that finds the
 * end already sent knows that the report was sent too. One thread.
 */
final class ReportedProgress implements Watcher {
    private final StageReporter reporter;
    private final SessionId session;
    private final long settled;
    private long frames;

    /** @param settled frames that an earlier run has reported */
    ReportedProgress(StageReporter reporter, SessionId session, long settled) {
        this.reporter = reporter;
        this.session = session;
        this.settled = settled;
    }

    @Override
    public Media next(DrivingSource clip) throws IOException {
        Media media = clip.next();
        switch (media) {
            case Media.Frame(Pts pts) -> frame(pts, clip);
            case Media.Broken(Pts pts) -> frame(pts, clip);
            case Media.Sound _ -> {}
            case Media.End(Pts pts, Completeness completeness) ->
                reporter.reportNow(session, ended(pts).remarking(remark(completeness)));
        }
        return media;
    }

    private void frame(Pts pts, DrivingSource clip) {
        if (++frames > settled) {
            reporter.report(session, Standing.of(frames, clip.facts().estimatedFrames(), pts));
        }
    }

    private Standing ended(Pts pts) {
        long all = Math.max(frames, settled);
        return Standing.of(all, all, pts);
    }

    private static String remark(Completeness completeness) {
        return switch (completeness) {
            case Completeness.Whole(), Completeness.ToldEarlier() -> "";
            case Completeness.Truncated(String sentence) -> sentence;
        };
    }
}
