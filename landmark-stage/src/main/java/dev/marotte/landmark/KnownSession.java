package dev.marotte.landmark;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;

/** What an application has to know of a session until it is deleted. */
sealed interface KnownSession {
    /** Its frames are tracked here. */
    record Followed(Session session) implements KnownSession {}

    /** Its frames are passed over in silence: it is finished, or another application's. */
    record PassedOver() implements KnownSession {}

    static KnownSession of(Session session, Profile profile) {
        return session.profile() == profile ? new Followed(session) : new PassedOver();
    }
}
