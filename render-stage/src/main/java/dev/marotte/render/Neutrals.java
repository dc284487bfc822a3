package dev.marotte.render;

import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionId;
import java.util.Optional;

/** The neutral frames of the drivers. */
interface Neutrals {
    /** Empty if the neutral is not known here yet. */
    Optional<Neutral> find(SessionId session, long index);
}
