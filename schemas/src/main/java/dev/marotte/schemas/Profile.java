package dev.marotte.schemas;

/** What matters when a session cannot have both: every frame, or no late frame. */
public enum Profile {
    /** A frame past its deadline is dropped before any work is done on it; at least once. */
    LIVE,
    /** Nothing is ever dropped; back-pressure to the source; exactly once. */
    LOSSLESS
}
