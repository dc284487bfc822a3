/** Decoding and cropping by OpenCV. */
@NullMarked
package dev.marotte.face.opencv;

import org.jspecify.annotations.NullMarked;
