package dev.marotte.schemas;

import java.time.Instant;

/** The state of a session: open or ended. */
public sealed interface SessionState {
    /** The stages work on the session. */
    record Open() implements SessionState {}

    /**
     * Nothing more is read from its source; stages finish what is in flight and forget it.
     *
     * @param sentence for users; empty if there is nothing to add
     */
    record Ended(EndReason reason, String sentence, Instant at) implements SessionState {}

    /** Why a session ended. */
    enum EndReason {
        /** Its outputs are complete. */
        COMPLETED,
        /** A user or client stopped it. */
        STOPPED,
        /** Its input or settings cannot be used. */
        REFUSED,
        /** A machine or Marotte itself failed. */
        FAILED,
        /** Its source was silent for too long. */
        IDLE
    }
}
