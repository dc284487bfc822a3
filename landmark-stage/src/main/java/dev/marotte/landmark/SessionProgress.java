package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;

/** The progress of a session: all that the stage remembers of it between two frames, except the records that it holds back. */
sealed interface SessionProgress {
    /**
     * A session whose frames are expected.
     *
     * @param epoch the newest one of the session's source
     * @param next index of the next frame
     * @param last pts of the frame before it
     * @param reanchors number of requested neutral frames whose search has begun
     */
    record Running(
            long epoch,
            long next,
            Pts last,
            TrackState track,
            Smoothing smoothing,
            NeutralSearch neutral,
            long reanchors)
            implements SessionProgress {
        static Running start(Profile profile) {
            return new Running(
                    0,
                    0,
                    Pts.ZERO,
                    TrackState.START,
                    ProfileTraits.of(profile).smoothing(),
                    new NeutralSearch.NotBegun(false),
                    0);
        }

        /** Tells whether a frame with a face was sent. */
        boolean everTracked() {
            return !(neutral instanceof NeutralSearch.NotBegun(boolean seen)) || seen;
        }

        /** Tells whether the frame, or the end, is new. */
        boolean expects(FrameStamp stamp) {
            return stamp.index() >= next;
        }

        Running after(FrameStamp stamp, TrackState newTrack, Smoothing newSmoothing) {
            return new Running(epoch, stamp.index() + 1, stamp.pts(), newTrack, newSmoothing, neutral, reanchors);
        }

        Running with(NeutralSearch search) {
            return new Running(epoch, next, last, track, smoothing, search, reanchors);
        }

        /** Notes that the search has begun for all neutral frames that were requested. */
        Running reanchored(long asked) {
            return new Running(epoch, next, last, track, smoothing, neutral, asked);
        }

        Running in(long newEpoch) {
            return new Running(newEpoch, next, last, track, smoothing, neutral, reanchors);
        }
    }

    /** A session whose end has been published; anything that comes again is a duplicate. */
    record Finished(long frames, Pts end) implements SessionProgress {}
}
