/** Tests of the way from coded sound to samples. */
@NullMarked
package dev.marotte.speech.ffmpeg;

import org.jspecify.annotations.NullMarked;
