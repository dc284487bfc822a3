package dev.marotte.schemas;

import java.util.Optional;

/** What ingest says about pictures. */
public sealed interface FrameMessage {
    FrameStamp stamp();

    /** @param captureMicros wall-clock instant the source gave the frame, µs since the epoch; for latency only */
    record DrivingFrame(FrameStamp stamp, long captureMicros, Picture picture) implements FrameMessage {}

    /** The frame's index and time are known but its picture could not be decoded. */
    record BrokenFrame(FrameStamp stamp, long captureMicros) implements FrameMessage {}

    /**
     * No frame follows. The stamp's index is the number of frames, its pts the end of the last one.
     *
     * @param breakOff a sentence for the user that says where the clip breaks off; empty where it is whole
     */
    record EndOfFrames(FrameStamp stamp, Optional<String> breakOff) implements FrameMessage {
        /** Of a whole clip. */
        public EndOfFrames(FrameStamp stamp) {
            this(stamp, Optional.empty());
        }
    }
}
