package dev.marotte.schemas;

import java.util.Optional;

/** A message from ingest about pictures. */
public sealed interface FrameMessage {
    FrameStamp stamp();

    /**
     * Counts how often the session's source was opened, from 0. An owner of the source that was considered dead has a lower epoch than its
     * successor, so its frames are recognized and ignored. An epoch higher than the previous frame's marks a gap in the source.
     */
    long epoch();

    /** A frame with its picture. */
    record DrivingFrame(FrameStamp stamp, FrameTiming timing, long epoch, Picture picture) implements FrameMessage {}

    /** The frame's index and time are known but its picture could not be decoded. */
    record BrokenFrame(FrameStamp stamp, FrameTiming timing, long epoch) implements FrameMessage {}

    /**
     * No frame follows. The stamp's index is the number of frames, its pts the end of the last one.
     *
     * @param breakOff a sentence for the user that says where the source breaks off; empty if it is complete
     */
    record EndOfFrames(FrameStamp stamp, long epoch, Optional<String> breakOff) implements FrameMessage {
        /** The end of a complete source. */
        public EndOfFrames(FrameStamp stamp, long epoch) {
            this(stamp, epoch, Optional.empty());
        }
    }
}
