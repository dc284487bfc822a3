/** The only place of ingest that knows FFmpeg and OpenCV. Native memory has one owner each: the class that allocates it closes it. */
@NullMarked
package dev.marotte.ingest.ffmpeg;

import org.jspecify.annotations.NullMarked;
