package dev.marotte.sink;

import dev.marotte.runtime.sessions.PicturePruning;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;

/** Creates the sink's work for each session, including a stopped one whose outputs a killed process left unfinished. */
record SinkWorks(SinkWork.Surroundings here) implements SessionWork.Factory {
    @Override
    public SessionWork of(Session session) {
        return LiveWork.isFor(session) && ClaimedOutputs.areWanted(session)
                ? new LiveWork(session, here)
                : new SinkWork(session, here);
    }

    /** True for as long as the session's pictures are kept for that; those of a live session are not. */
    @Override
    public boolean isLeftOver(Session session) {
        return session.profile() == Profile.LOSSLESS
                && session.state() instanceof Ended ended
                && (ended.reason() == EndReason.STOPPED || ended.reason() == EndReason.IDLE)
                && ended.at()
                        .plus(PicturePruning.FINISHING)
                        .isAfter(here.clock().instant())
                && ClaimedOutputs.areLeftOver(session);
    }
}
