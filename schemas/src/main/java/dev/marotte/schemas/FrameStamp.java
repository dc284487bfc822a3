package dev.marotte.schemas;

/** Identifies a frame. Assigned once, at ingest, and passed through every stage unchanged; the indices of a session are 0, 1, 2, … without holes. */
public record FrameStamp(SessionId session, long index, Pts pts) {
    public FrameStamp {
        if (index < 0) {
            throw new IllegalArgumentException("a frame index is never negative: " + index);
        }
    }
}
