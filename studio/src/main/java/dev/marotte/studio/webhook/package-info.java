/** Notifies other programs of sessions' changes over HTTP. */
@NullMarked
package dev.marotte.studio.webhook;

import org.jspecify.annotations.NullMarked;
