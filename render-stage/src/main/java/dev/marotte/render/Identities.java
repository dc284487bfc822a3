package dev.marotte.render;

import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.schemas.IdentityRef;

/** Enrolled identities as a renderer looks them up. */
interface Identities {
    /** Tells whether this version may be rendered now; cheap enough to ask for every frame. */
    Standing standing(IdentityRef ref);

    /** Reads all of an identity, some megabytes. */
    Lookup find(IdentityRef ref);

    /** Standing of a version. */
    enum Standing {
        ENROLLED,
        /** Revoked, as all versions of the name are. */
        REVOKED,
        /** It was never enrolled, or is not known here yet. */
        UNKNOWN
    }

    /** Result of a search. */
    sealed interface Lookup {
        /** It can be rendered. */
        record Found(EnrolledIdentity identity) implements Lookup {}

        /** It is not enrolled, or damaged. */
        record Missing(String reason) implements Lookup {}
    }
}
