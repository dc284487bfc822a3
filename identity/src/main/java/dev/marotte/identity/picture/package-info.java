/**
 * Picture files as they lie there, looked at in Java before a native library sees them: their kinds, whether they are
 * whole, how large they are, and what their colours mean. What cannot be used is refused in one sentence; nothing is
 * printed.
 */
@NullMarked
package dev.marotte.identity.picture;

import org.jspecify.annotations.NullMarked;
