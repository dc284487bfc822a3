/** Streams as users name them. */
@NullMarked
package dev.marotte.media;

import org.jspecify.annotations.NullMarked;
