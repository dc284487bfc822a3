/** Pictures as files, there and back, through OpenCV. An adapter package: matrices are the caller's, and none is given back. */
@NullMarked
package dev.marotte.media.opencv;

import org.jspecify.annotations.NullMarked;
