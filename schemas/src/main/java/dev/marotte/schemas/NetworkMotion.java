package dev.marotte.schemas;

/** What networks saw of the motion in a picture, beside its landmarks. */
public sealed interface NetworkMotion {
    /** Nothing: none looked, since landmarks were all that was asked for. */
    record Unseen() implements NetworkMotion {}

    /**
     * Motion as one family of networks sees and draws it.
     *
     * @param family hash of the family's files
     */
    record Seen(String family, MotionNumbers numbers) implements NetworkMotion {}

    /** Whether this is all that motion of the kind needs. */
    default boolean fits(MotionKind kind) {
        return switch (kind) {
            case MotionKind.Landmarks() -> true;
            case MotionKind.ImplicitKeypoints(String family) ->
                this instanceof Seen seen && seen.family().equals(family);
        };
    }
}
