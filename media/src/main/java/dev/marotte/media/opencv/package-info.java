/** Encodes and decodes picture files with OpenCV. An adapter package: matrices belong to the caller, and none is returned. */
@NullMarked
package dev.marotte.media.opencv;

import org.jspecify.annotations.NullMarked;
