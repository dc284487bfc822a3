package dev.marotte.landmark;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.util.Optional;

/**
 * A look at a session's record past the order of things. Kafka Streams reads sessions before their frames as far as it knows what the broker
 * has, which is some milliseconds old, and orders them by clocks of different machines; so a frame may overtake its session.
 */
@FunctionalInterface
interface SessionLookup {
    /** The session's last record, if it was opened and not deleted. */
    Optional<Session> find(SessionId id);
}
