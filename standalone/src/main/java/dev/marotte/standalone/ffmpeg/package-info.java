/** What doctor asks of FFmpeg. */
@NullMarked
package dev.marotte.standalone.ffmpeg;

import org.jspecify.annotations.NullMarked;
