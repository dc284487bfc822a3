/** A session as one command sees it: opened, followed to its end, with an identity that is chosen or enrolled for it. */
@NullMarked
package dev.marotte.standalone.session;

import org.jspecify.annotations.NullMarked;
