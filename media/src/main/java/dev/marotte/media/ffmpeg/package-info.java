/** What ingest and sink share of FFmpeg. An adapter package: native memory stays inside its classes, each of which owns and closes its own. */
@NullMarked
package dev.marotte.media.ffmpeg;

import org.jspecify.annotations.NullMarked;
