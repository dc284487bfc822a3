package dev.marotte.schemas;

/** Who a frame is. Given once, at ingest, and passed through every stage unchanged; indices of a session are 0, 1, 2, … without a hole. */
public record FrameStamp(SessionId session, long index, Pts pts) {
    public FrameStamp {
        if (index < 0) {
            throw new IllegalArgumentException("a frame index is never negative: " + index);
        }
    }
}
