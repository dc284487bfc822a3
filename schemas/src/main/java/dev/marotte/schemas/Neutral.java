package dev.marotte.schemas;

/**
 * The driver's rest, against which motion is measured: landmarks of one frame, or made of many. In a compacted topic under the session's id and
 * the index; committed together with the first landmarks record that names it, or before.
 *
 * @param index of a frame, by which landmarks records name it
 * @param first landmarks of the session's first frame with a face, for portraits that show just that moment; where the driver does not
 *     begin at rest they differ from {@code landmarks}
 */
public record Neutral(
        SessionId session, long index, FaceLandmarks landmarks, FaceLandmarks first, int frameWidth, int frameHeight) {
    /** Of a driver who begins at rest. */
    public Neutral(SessionId session, long index, FaceLandmarks landmarks, int frameWidth, int frameHeight) {
        this(session, index, landmarks, landmarks, frameWidth, frameHeight);
    }
}
