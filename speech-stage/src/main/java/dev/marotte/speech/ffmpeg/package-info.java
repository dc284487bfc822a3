/** Coded sound becomes samples, through FFmpeg. */
@NullMarked
package dev.marotte.speech.ffmpeg;

import org.jspecify.annotations.NullMarked;
