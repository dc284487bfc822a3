/** Sessions of the cluster as the studio sees and directs them. */
@NullMarked
package dev.marotte.studio.sessions;

import org.jspecify.annotations.NullMarked;
