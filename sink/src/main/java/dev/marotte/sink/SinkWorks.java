package dev.marotte.sink;

import dev.marotte.runtime.sessions.PicturePruning;
import dev.marotte.runtime.sessions.SessionWork;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;

/** Makes the sink's part of each session, also of one that was stopped and whose outputs a killed process left unfinished. */
record SinkWorks(SinkWork.Surroundings here) implements SessionWork.Factory {
    @Override
    public SessionWork of(Session session) {
        return LiveWork.isFor(session) && ClaimedOutputs.areWanted(session)
                ? new LiveWork(session, here)
                : new SinkWork(session, here);
    }

    /** As long as its pictures are kept for that; those of a live one are not. */
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
