package dev.marotte.face;

/** What tracking remembers from one frame to the next. */
public sealed interface TrackState {
    TrackState START = new Lost(0);

    /** The face was not seen. */
    TrackState lost();

    /**
     * There is nothing to follow.
     *
     * @param frames for how many frames now
     */
    record Lost(int frames) implements TrackState {
        /** Every so many frames a lost face is also looked for among the small ones, which takes as long as many frames of tracking. */
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
     * @param region where it was, in pixels of the frame
     */
    record Held(FaceRegion region) implements TrackState {
        @Override
        public TrackState lost() {
            return new Lost(0);
        }
    }
}
