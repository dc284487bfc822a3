package dev.marotte.ingest;

import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;

/** One step through a part of a recording. The stamps are the new session's. */
sealed interface PartStep {
    FrameStamp stamp();

    /** A frame with what was recorded of it. */
    record RecordedFrame(FrameStamp stamp, LandmarksMessage message) implements PartStep {}

    /** A frame that is missing from the recording, or cannot be read. */
    record MissingFrame(FrameStamp stamp) implements PartStep {}

    /** No frame follows. The stamp's index is the number of frames, its pts the end of the last one. */
    record PartEnd(FrameStamp stamp) implements PartStep {}
}
