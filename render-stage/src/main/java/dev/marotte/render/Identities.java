package dev.marotte.render;

import dev.marotte.schemas.IdentityRef;

/** Who is enrolled. */
public interface Identities {
    /** Whether this version may be rendered as of now; cheap enough to ask for every batch. */
    boolean isEnrolled(IdentityRef ref);

    /** Reads all of an identity, some megabytes. */
    Lookup find(IdentityRef ref);

    /** What was found. */
    sealed interface Lookup {
        /** It can be rendered. */
        record Found(EnrolledIdentity identity) implements Lookup {}

        /** It was never enrolled, is not known here yet, was revoked, or is damaged. */
        record Missing(String reason) implements Lookup {}
    }
}
