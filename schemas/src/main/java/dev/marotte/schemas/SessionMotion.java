package dev.marotte.schemas;

/**
 * The driver motion that moves the identity, and how it is rendered.
 *
 * @param settings bound to each frame, so that a replay gives the same pictures
 * @param kind what is read from the driver's frames; determined by the identity's generator
 */
public record SessionMotion(RenderSettings settings, NeutralChoice neutral, FaceChoice face, MotionKind kind) {
    /** Motion by landmarks. */
    public SessionMotion(RenderSettings settings, NeutralChoice neutral, FaceChoice face) {
        this(settings, neutral, face, new MotionKind.Landmarks());
    }

    /** The same with other render settings. */
    public SessionMotion drawn(RenderSettings other) {
        return new SessionMotion(other, neutral, face, kind);
    }

    /** The same with another kind of motion. */
    public SessionMotion by(MotionKind other) {
        return new SessionMotion(settings, neutral, face, other);
    }
}
