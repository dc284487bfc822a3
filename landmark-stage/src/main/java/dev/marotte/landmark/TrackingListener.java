package dev.marotte.landmark;

import dev.marotte.schemas.FrameStamp;

/** Hears how the stage gets on. Called by the stage's threads, which must not be kept waiting. */
public interface TrackingListener {
    /** A frame has its outcome, or with the number of frames as index the session has ended. What comes again is heard of again. */
    void tracked(FrameStamp stamp);

    /** The stage has stopped for good because of {@code cause}; the process should end. */
    void failed(Throwable cause);
}
