package dev.marotte.standalone.session;

import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import java.util.List;

/** A request for a session: who is animated by what, how, and where the result goes. */
public record SessionRequest(
        IdentityRequest identity,
        SessionSource source,
        List<SessionOutput> outputs,
        Profile profile,
        SessionMotion motion,
        SessionTerms terms) {
    /**
     * The session that this request opens.
     *
     * @param kind of motion that the identity's generator needs
     */
    Session opened(SessionId id, IdentityRef ref, MotionKind kind, SessionOpening opening) {
        return new Session(id, ref, profile, motion.by(kind), source, outputs, terms, opening, new SessionState.Open());
    }

    /** Resumes an interrupted session: its name and look stay, the locations of source and outputs are those of this request. */
    Session resumed(Session before) {
        return new Session(
                before.id(),
                before.identity(),
                profile,
                motion.by(before.motion().kind()),
                source,
                outputs,
                terms,
                before.opening(),
                before.state(),
                before.controls());
    }
}
