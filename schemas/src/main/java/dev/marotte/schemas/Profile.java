package dev.marotte.schemas;

/** Priority of a session that cannot have both: every frame, or no late frame. */
public enum Profile {
    /** A frame past its deadline is dropped before any work is done on it; at least once. */
    LIVE,
    /** Nothing is ever dropped; backpressure on the source; exactly once. */
    LOSSLESS
}
