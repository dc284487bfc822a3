/**
 * The files of the container images, put together from the built command, this machine's JDK and its C library. {@link AssembleRoot} does it;
 * Jib makes images of the result.
 */
@NullMarked
package dev.marotte.images;

import org.jspecify.annotations.NullMarked;
