package dev.marotte.face;

/** State that tracking carries from one frame to the next. */
public sealed interface TrackState {
    TrackState START = new Lost(0);

    /** Returns the state after a frame in which the face was not seen. */
    TrackState lost();

    /**
     * There is nothing to follow.
     *
     * @param frames number of frames for which this has been so
     */
    record Lost(int frames) implements TrackState {
        /** Number of frames between searches for a lost face among small faces too, each of which takes as long as many frames of tracking. */
        private static final int LOOKS_CLOSER_EVERY = 8;

        boolean looksCloser() {
            return frames % LOOKS_CLOSER_EVERY == 0;
        }

        @Override
        public TrackState lost() {
            return new Lost(frames + 1);
        }
    }

    /**
     * A face is followed.
     *
     * @param region its last position, in pixels of the frame
     */
    record Held(FaceRegion region) implements TrackState {
        @Override
        public TrackState lost() {
            return new Lost(0);
        }
    }
}
