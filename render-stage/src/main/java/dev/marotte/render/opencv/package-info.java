/** Pixels: cropping, paste-back and coding of pictures with OpenCV. */
@NullMarked
package dev.marotte.render.opencv;

import org.jspecify.annotations.NullMarked;
