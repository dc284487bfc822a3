package dev.marotte.schemas;

/** The kind of driver motion that moves an identity; it follows from the generator that the identity was enrolled for. */
public sealed interface MotionKind {
    /** The face's landmarks, which all of the project's own generators use. */
    record Landmarks() implements MotionKind {}

    /**
     * Implicit keypoints, which a family of networks finds in the driver's picture itself.
     *
     * @param family hash of the family's files
     */
    record ImplicitKeypoints(String family) implements MotionKind {
        private static final String NAME = "implicit-keypoints ";

        /** Name and version of the generator that draws them. */
        public String generator() {
            return NAME + family;
        }
    }

    /** A description for users. */
    default String inWords() {
        return switch (this) {
            case Landmarks() -> "landmarks";
            case ImplicitKeypoints keypoints -> "the networks of " + keypoints.generator();
        };
    }

    /** The kind that a generator uses, by its name and version as written in a manifest. */
    static MotionKind ofGenerator(String id) {
        return id.startsWith(ImplicitKeypoints.NAME)
                ? new ImplicitKeypoints(id.substring(ImplicitKeypoints.NAME.length()))
                : new Landmarks();
    }
}
