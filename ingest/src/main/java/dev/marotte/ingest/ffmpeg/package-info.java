/**
 * Clips and pictures decoded with FFmpeg, encoded as JPEG with OpenCV. An adapter package: native memory has one owner,
 * the class that allocates it and closes it.
 */
@NullMarked
package dev.marotte.ingest.ffmpeg;

import org.jspecify.annotations.NullMarked;
