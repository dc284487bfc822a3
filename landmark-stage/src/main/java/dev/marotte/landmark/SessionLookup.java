package dev.marotte.landmark;

import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.util.Optional;

/**
 * A lookup of a session's record outside the order of the stream. Kafka Streams reads sessions before their frames only as far as it knows what the broker
 * has, which is some milliseconds out of date, and orders them by the clocks of different machines, so a frame may overtake its session.
 */
@FunctionalInterface
interface SessionLookup {
    /** Returns the session's last record, if it was opened and not deleted. */
    Optional<Session> find(SessionId id);
}
