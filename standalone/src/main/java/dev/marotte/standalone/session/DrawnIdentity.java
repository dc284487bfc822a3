package dev.marotte.standalone.session;

import dev.marotte.schemas.IdentityRef;

/**
 * A version of an identity, and the generator that draws it.
 *
 * @param generator id of its bundle
 */
record DrawnIdentity(IdentityRef ref, String generator) {
    /** A key of everything that decides the look. */
    String key() {
        return ref.name() + "/" + ref.version() + "/" + generator;
    }
}
