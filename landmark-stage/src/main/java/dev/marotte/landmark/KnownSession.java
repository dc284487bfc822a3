package dev.marotte.landmark;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;

/** An application's knowledge of a session, until that is deleted. */
sealed interface KnownSession {
    /** A session whose frames are tracked here. */
    record Followed(Session session) implements KnownSession {}

    /** A session whose frames are silently skipped: it is finished, or belongs to another application. */
    record PassedOver() implements KnownSession {}

    static KnownSession of(Session session, Profile profile) {
        return session.profile() == profile ? new Followed(session) : new PassedOver();
    }
}
