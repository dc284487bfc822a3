/** Clips for the tests. */
@NullMarked
package dev.marotte.standalone.ffmpeg;

import org.jspecify.annotations.NullMarked;
