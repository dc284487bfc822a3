/** Rendered pictures coded for browsers. */
@NullMarked
package dev.marotte.studio.ffmpeg;

import org.jspecify.annotations.NullMarked;
