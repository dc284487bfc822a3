/**
 * Finds and follows faces, and takes their motion apart. Coordinates are pixels of the whole picture, x right, y down; (0, 0) is the
 * centre of the first pixel.
 */
@NullMarked
package dev.marotte.face;

import org.jspecify.annotations.NullMarked;
