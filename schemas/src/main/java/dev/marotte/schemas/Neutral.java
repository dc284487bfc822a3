package dev.marotte.schemas;

/**
 * The driver's rest, against which motion is measured: landmarks of one frame, or made of many. In a compacted topic under the session's id and
 * the index; committed together with the first landmarks record that names it, or before.
 *
 * @param index of a frame, by which landmarks records name it
 * @param first landmarks of the session's first frame with a face, for portraits that show just that moment; where the driver does not
 *     begin at rest they differ from {@code landmarks}
 * @param motion as networks see the rest, where the session's generator asks for that
 * @param firstMotion likewise of the first frame
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
    /** Of a driver of whom landmarks are all that is known. */
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

    /** Of a driver who begins at rest. */
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

    /** The same rest, as networks saw it too. */
    public Neutral seenAs(NetworkMotion rest, NetworkMotion atFirst) {
        return new Neutral(session, index, landmarks, first, frameWidth, frameHeight, rest, atFirst);
    }

    /** The same rest in another session. */
    public Neutral in(SessionId other) {
        return new Neutral(other, index, landmarks, first, frameWidth, frameHeight, motion, firstMotion);
    }
}
