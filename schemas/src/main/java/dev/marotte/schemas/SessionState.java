package dev.marotte.schemas;

import java.time.Instant;

/** Whether a session goes on. */
public sealed interface SessionState {
    /** Its stages work on it. */
    record Open() implements SessionState {}

    /**
     * Nothing more is read from its source; stages finish what is in flight and forget it.
     *
     * @param sentence for people; empty where there is nothing to add
     */
    record Ended(EndReason reason, String sentence, Instant at) implements SessionState {}

    /** Why a session ended. */
    enum EndReason {
        /** Its outputs have all of it. */
        COMPLETED,
        /** Somebody wanted it. */
        STOPPED,
        /** What it was opened with cannot be used. */
        REFUSED,
        /** Something of a machine or of Marotte is broken. */
        FAILED,
        /** Its source gave nothing for too long. */
        IDLE
    }
}
