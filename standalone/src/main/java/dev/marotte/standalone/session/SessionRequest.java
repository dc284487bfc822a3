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

/** A session as it was asked for: who is animated by what, how, and where the result goes. */
public record SessionRequest(
        IdentityRequest identity,
        SessionSource source,
        List<SessionOutput> outputs,
        Profile profile,
        SessionMotion motion,
        SessionTerms terms) {
    /**
     * The session that this becomes.
     *
     * @param kind of motion that the identity's generator asks for
     */
    Session opened(SessionId id, IdentityRef ref, MotionKind kind, SessionOpening opening) {
        return new Session(id, ref, profile, motion.by(kind), source, outputs, terms, opening, new SessionState.Open());
    }

    /** An interrupted session that is gone on with: what it is called and drawn as stays, where things are and go is what is asked for now. */
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
