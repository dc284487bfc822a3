package dev.marotte.render;

import dev.marotte.schemas.IdentityRef;

/** Who is enrolled. */
interface Identities {
    /** Whether this version may be rendered as of now; cheap enough to ask for every frame. */
    Standing standing(IdentityRef ref);

    /** Reads all of an identity, some megabytes. */
    Lookup find(IdentityRef ref);

    /** What is known of a version. */
    enum Standing {
        ENROLLED,
        /** All versions were. */
        REVOKED,
        /** It was never enrolled, or is not known here yet. */
        UNKNOWN
    }

    /** What was found. */
    sealed interface Lookup {
        /** It can be rendered. */
        record Found(EnrolledIdentity identity) implements Lookup {}

        /** It is not enrolled, or damaged. */
        record Missing(String reason) implements Lookup {}
    }
}
