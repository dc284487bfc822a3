/** The only place of sink that knows FFmpeg and OpenCV. Native memory has one owner each: the class that allocates it closes it. */
@NullMarked
package dev.marotte.sink.ffmpeg;

import org.jspecify.annotations.NullMarked;
