package dev.marotte.schemas;

/** The motion that networks saw in a picture, besides its landmarks. */
public sealed interface NetworkMotion {
    /** None: no network looked, since only landmarks were asked for. */
    record Unseen() implements NetworkMotion {}

    /**
     * Motion as one family of networks sees and draws it.
     *
     * @param family hash of the family's files
     */
    record Seen(String family, MotionNumbers numbers) implements NetworkMotion {}

    /** Whether this suffices for motion of {@code kind}. */
    default boolean fits(MotionKind kind) {
        return switch (kind) {
            case MotionKind.Landmarks() -> true;
            case MotionKind.ImplicitKeypoints(String family) ->
                this instanceof Seen seen && seen.family().equals(family);
        };
    }
}
