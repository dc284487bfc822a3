/** Decoding and cropping by OpenCV, no larger than the face needs. An adapter package: no {@code Mat} leaves it. */
@NullMarked
package dev.marotte.face.opencv;

import org.jspecify.annotations.NullMarked;
