/**
 * Clips and pictures by FFmpeg, coded as JPEG by OpenCV. An adapter package: native memory has one owner, the class that
 * allocates it and closes it.
 */
@NullMarked
package dev.marotte.ingest.ffmpeg;

import org.jspecify.annotations.NullMarked;
