package dev.marotte.schemas;

/** The landmark stage's message about each frame. This topic is the recording of a session: with it and the identity, the session can be rendered again. */
public sealed interface LandmarksMessage {
    FrameStamp stamp();

    /** The session's profile: a renderer of the other profile ignores the message. */
    Profile profile();

    /**
     * The face was found.
     *
     * @param identity to render; bound here so that a replay gives the same pictures
     * @param settings how to render it
     * @param neutralIndex index of the driver's neutral, see {@link Neutral}
     * @param confidence that there is a face, 0…1
     * @param frameWidth width in pixels of the driving picture
     * @param motion as seen by networks, if the session's generator asks for it
     */
    record Tracked(
            FrameStamp stamp,
            Profile profile,
            FrameTiming timing,
            IdentityRef identity,
            RenderSettings settings,
            long neutralIndex,
            FaceLandmarks landmarks,
            HeadPose pose,
            float confidence,
            int frameWidth,
            int frameHeight,
            NetworkMotion motion)
            implements LandmarksMessage {
        /** A face of which only landmarks are known. */
        public Tracked(
                FrameStamp stamp,
                Profile profile,
                FrameTiming timing,
                IdentityRef identity,
                RenderSettings settings,
                long neutralIndex,
                FaceLandmarks landmarks,
                HeadPose pose,
                float confidence,
                int frameWidth,
                int frameHeight) {
            this(
                    stamp,
                    profile,
                    timing,
                    identity,
                    settings,
                    neutralIndex,
                    landmarks,
                    pose,
                    confidence,
                    frameWidth,
                    frameHeight,
                    new NetworkMotion.Unseen());
        }

        /** The same frame, measured against another neutral. */
        public Tracked relativeTo(long neutral) {
            return new Tracked(
                    stamp,
                    profile,
                    timing,
                    identity,
                    settings,
                    neutral,
                    landmarks,
                    pose,
                    confidence,
                    frameWidth,
                    frameHeight,
                    motion);
        }
    }

    /**
     * There is nothing to follow in this frame: the last picture stays, or, before the first face, the identity is shown at
     * rest.
     *
     * @param everTracked whether an earlier frame of the session was tracked
     */
    record Untracked(
            FrameStamp stamp,
            Profile profile,
            FrameTiming timing,
            IdentityRef identity,
            RenderSettings settings,
            boolean everTracked,
            UntrackedReason reason)
            implements LandmarksMessage {}

    /** No frame follows; the stamp as in {@link FrameMessage.EndOfFrames}. */
    record EndOfLandmarks(FrameStamp stamp, Profile profile) implements LandmarksMessage {}

    /** Why a frame has no landmarks. */
    enum UntrackedReason {
        NO_FACE,
        BROKEN_PICTURE,
        /** Its deadline had passed before any work on it began. */
        LATE
    }
}
