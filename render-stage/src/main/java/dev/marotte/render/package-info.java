/**
 * Landmarks and identities become rendered frames; pictures become identities.
 *
 * <p>A loop for each profile polls, and what the poll gives is the batch. What becomes of a frame is planned before any
 * pixel is touched, and depends on the message alone, so a batch that was killed comes out again the same. {@link
 * dev.marotte.render.Generator} and {@link dev.marotte.render.PasteBack} are the doors to native code.
 */
@NullMarked
package dev.marotte.render;

import org.jspecify.annotations.NullMarked;
