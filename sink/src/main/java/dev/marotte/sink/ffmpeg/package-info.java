/**
 * Containers and codecs through FFmpeg, pictures through OpenCV. An adapter package: native memory has one owner, the
 * class that allocates it and closes it.
 */
@NullMarked
package dev.marotte.sink.ffmpeg;

import org.jspecify.annotations.NullMarked;
