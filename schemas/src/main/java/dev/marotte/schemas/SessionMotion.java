package dev.marotte.schemas;

/**
 * What of the driver moves the identity, and how it is drawn.
 *
 * @param settings bound to each frame, so that a replay gives the same pictures
 * @param kind what is read of the driver's frames; the identity's generator decides it
 */
public record SessionMotion(RenderSettings settings, NeutralChoice neutral, FaceChoice face, MotionKind kind) {
    /** Motion by landmarks. */
    public SessionMotion(RenderSettings settings, NeutralChoice neutral, FaceChoice face) {
        this(settings, neutral, face, new MotionKind.Landmarks());
    }

    /** The same, drawn otherwise. */
    public SessionMotion drawn(RenderSettings other) {
        return new SessionMotion(other, neutral, face, kind);
    }

    /** The same by motion of another kind. */
    public SessionMotion by(MotionKind other) {
        return new SessionMotion(settings, neutral, face, other);
    }
}
