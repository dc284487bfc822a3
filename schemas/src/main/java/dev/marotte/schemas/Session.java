package dev.marotte.schemas;

import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import java.time.Instant;
import java.util.List;

/**
 * The complete description of a session, from which any process can do its part. Kept in the compacted topic of sessions under its id; the
 * last record counts.
 *
 * @param identity bound to each frame by the landmark stage
 * @param outputs at least one; all get the same pictures
 * @param controls that may change while it is open, besides identity and settings
 */
public record Session(
        SessionId id,
        IdentityRef identity,
        Profile profile,
        SessionMotion motion,
        SessionSource source,
        List<SessionOutput> outputs,
        SessionTerms terms,
        SessionOpening opening,
        SessionState state,
        LiveControls controls) {
    public Session {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new BadInputException("a session has at least one output");
        }
    }

    /** A session that has not been changed since it was opened. */
    public Session(
            SessionId id,
            IdentityRef identity,
            Profile profile,
            SessionMotion motion,
            SessionSource source,
            List<SessionOutput> outputs,
            SessionTerms terms,
            SessionOpening opening,
            SessionState state) {
        this(id, identity, profile, motion, source, outputs, terms, opening, state, LiveControls.NONE);
    }

    /** How its frames are rendered. */
    public RenderSettings settings() {
        return motion.settings();
    }

    /** Whether the stages still work on it. */
    public boolean isOpen() {
        return state instanceof Open;
    }

    /** The same session, ended; one that has already ended keeps its first reason. */
    public Session end(Ended ended) {
        return isOpen() ? in(ended) : this;
    }

    /** The same session with another face from its next frame on. */
    public Session as(IdentityRef other) {
        return new Session(id, other, profile, motion, source, outputs, terms, opening, state, controls);
    }

    /**
     * The same session with another face from its next frame on.
     *
     * @param moved the kind of motion that moves that face
     * @throws BadInputException if this session reads another kind of motion from its driver
     */
    public Session as(IdentityRef other, MotionKind moved) {
        if (!moved.equals(motion.kind())) {
            throw new BadInputException(other.name() + " is moved by " + moved.inWords() + ", and session " + id
                    + " by " + motion.kind().inWords() + "; open another session");
        }
        return as(other);
    }

    /** The same session, with other motion settings from its next frame on. */
    public Session moving(MotionSettings strengths) {
        return driven(motion.drawn(motion.settings().moving(strengths)));
    }

    /** The same session, with another motion. */
    public Session driven(SessionMotion other) {
        return new Session(id, identity, profile, other, source, outputs, terms, opening, state, controls);
    }

    /** The same session with other controls. */
    public Session under(LiveControls pressed) {
        return new Session(id, identity, profile, motion, source, outputs, terms, opening, state, pressed);
    }

    /** The timing of a frame captured at {@code captured}. */
    public FrameTiming timing(Instant captured) {
        return switch (profile) {
            case LIVE -> FrameTiming.within(terms.latencyBudget(), captured);
            case LOSSLESS -> FrameTiming.unhurried(captured);
        };
    }

    private Session in(SessionState next) {
        return new Session(id, identity, profile, motion, source, outputs, terms, opening, next, controls);
    }
}
