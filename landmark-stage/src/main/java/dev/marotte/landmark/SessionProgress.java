package dev.marotte.landmark;

import dev.marotte.face.TrackState;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;

/** The progress of a session: all that the stage remembers of it between two frames, but for the records it holds back. */
sealed interface SessionProgress {
    /**
     * A session of which frames are expected.
     *
     * @param epoch newest one of the session's source
     * @param next index of the next frame
     * @param last pts of the frame before it
     * @param reanchors how many of the neutral frames that were asked for have been begun to be looked for
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
                    new NeutralSearch.NotBegun(),
                    0);
        }

        /** Whether a frame with a face has left. */
        boolean everTracked() {
            return !(neutral instanceof NeutralSearch.NotBegun);
        }

        /** Whether the frame, or the end, has not come before. */
        boolean expects(FrameStamp stamp) {
            return stamp.index() >= next;
        }

        Running after(FrameStamp stamp, TrackState newTrack, Smoothing newSmoothing) {
            return new Running(epoch, stamp.index() + 1, stamp.pts(), newTrack, newSmoothing, neutral, reanchors);
        }

        Running with(NeutralSearch search) {
            return new Running(epoch, next, last, track, smoothing, search, reanchors);
        }

        /** One whose next face begins a search for a new neutral frame, the {@code asked}-th that was asked for. */
        Running reanchored(long asked, Pts from) {
            return new Running(epoch, next, last, track, smoothing, new NeutralSearch.Holding(from), asked);
        }

        Running in(long newEpoch) {
            return new Running(newEpoch, next, last, track, smoothing, neutral, reanchors);
        }
    }

    /** A session whose end has been published; whatever comes again is a duplicate. */
    record Finished(long frames, Pts end) implements SessionProgress {}
}
