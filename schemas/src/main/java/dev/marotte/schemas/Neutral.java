package dev.marotte.schemas;

/**
 * The driver's rest, against which motion is measured: the landmarks of one frame, or combined from many. Stored in a compacted topic under the
 * session's id and the index; committed before, or together with, the first landmarks record that refers to it.
 *
 * @param index of a frame, by which landmarks records refer to it
 * @param first landmarks of the session's first frame with a face, for portraits that show exactly that moment; they differ from
 *     {@code landmarks} if the driver does not begin at rest
 * @param motion of the rest as seen by networks, if the session's generator asks for it
 * @param firstMotion the same for the first frame
 */
public record Neutral(
        SessionId session,
        long index,
        FaceLandmarks landmarks,
        FaceLandmarks first,
        int frameWidth,
        int frameHeight,
        NetworkMotion motion,
        NetworkMotion firstMotion) {
    /** The rest of a driver of whom only landmarks are known. */
    public Neutral(
            SessionId session,
            long index,
            FaceLandmarks landmarks,
            FaceLandmarks first,
            int frameWidth,
            int frameHeight) {
        this(
                session,
                index,
                landmarks,
                first,
                frameWidth,
                frameHeight,
                new NetworkMotion.Unseen(),
                new NetworkMotion.Unseen());
    }

    /** The rest of a driver who begins at rest. */
    public Neutral(SessionId session, long index, FaceLandmarks landmarks, int frameWidth, int frameHeight) {
        this(session, index, landmarks, landmarks, frameWidth, frameHeight);
    }

    /** The rest of a driver who was at rest in one frame. */
    public static Neutral of(LandmarksMessage.Tracked frame) {
        return new Neutral(
                        frame.stamp().session(),
                        frame.stamp().index(),
                        frame.landmarks(),
                        frame.frameWidth(),
                        frame.frameHeight())
                .seenAs(frame.motion(), frame.motion());
    }

    /** The same rest, also as seen by networks. */
    public Neutral seenAs(NetworkMotion rest, NetworkMotion atFirst) {
        return new Neutral(session, index, landmarks, first, frameWidth, frameHeight, rest, atFirst);
    }

    /** The same rest in another session. */
    public Neutral in(SessionId other) {
        return new Neutral(other, index, landmarks, first, frameWidth, frameHeight, motion, firstMotion);
    }
}
