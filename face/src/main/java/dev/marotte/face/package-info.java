/**
 * Faces in pictures: found in a still, followed through a clip, and taken apart into pose and expression. A library
 * without threads; what a tracker remembers is a value, {@link dev.marotte.face.TrackState}, that its caller keeps.
 *
 * <p>Coordinates are pixels of the whole picture, x right, y down, z away; (0, 0) is the centre of the first pixel.
 */
@NullMarked
package dev.marotte.face;

import org.jspecify.annotations.NullMarked;
