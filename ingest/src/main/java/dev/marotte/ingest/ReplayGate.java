package dev.marotte.ingest;

import dev.marotte.schemas.FrameStamp;

/** Asked before each frame of a replay is sent. */
@FunctionalInterface
interface ReplayGate {
    /** Returns when the frame is due; false where no more frames are wanted. */
    boolean opensFor(FrameStamp stamp);
}
