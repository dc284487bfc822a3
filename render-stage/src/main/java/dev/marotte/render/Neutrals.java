package dev.marotte.render;

import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.SessionId;
import java.util.Optional;

/** The drivers' rests. */
interface Neutrals {
    /** Empty if it is not known here yet. */
    Optional<Neutral> find(SessionId session, long index);
}
