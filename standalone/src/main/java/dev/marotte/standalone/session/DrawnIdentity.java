package dev.marotte.standalone.session;

import dev.marotte.schemas.IdentityRef;

/**
 * Somebody in a version, and the generator that draws it.
 *
 * @param generator id of its bundle
 */
record DrawnIdentity(IdentityRef ref, String generator) {
    /** Names all that decides the look. */
    String key() {
        return ref.name() + "/" + ref.version() + "/" + generator;
    }
}
