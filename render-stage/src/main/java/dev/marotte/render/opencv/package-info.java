/** Pixels: paste-back with OpenCV. */
@NullMarked
package dev.marotte.render.opencv;

import org.jspecify.annotations.NullMarked;
