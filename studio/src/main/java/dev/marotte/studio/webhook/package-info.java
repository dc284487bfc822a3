/** What happens to sessions, told to other programs over HTTP. */
@NullMarked
package dev.marotte.studio.webhook;

import org.jspecify.annotations.NullMarked;
