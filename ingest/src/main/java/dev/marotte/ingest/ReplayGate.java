package dev.marotte.ingest;

import dev.marotte.schemas.FrameStamp;

/** A check before each frame of a replay is sent. */
@FunctionalInterface
interface ReplayGate {
    /** Returns true when the frame is due, or false if no more frames are wanted. */
    boolean opensFor(FrameStamp stamp);
}
