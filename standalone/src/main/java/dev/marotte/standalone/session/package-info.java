/**
 * A session as one command sees it: named after what decides its pictures, opened or resumed, followed to its end by the
 * stages' reports. Identities are chosen here, or enrolled for the session.
 */
@NullMarked
package dev.marotte.standalone.session;

import org.jspecify.annotations.NullMarked;
