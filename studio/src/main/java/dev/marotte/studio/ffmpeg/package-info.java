/** Encoding of rendered pictures for browsers. */
@NullMarked
package dev.marotte.studio.ffmpeg;

import org.jspecify.annotations.NullMarked;
