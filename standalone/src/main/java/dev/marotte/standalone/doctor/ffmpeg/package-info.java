/** Doctor's questions to FFmpeg. An adapter package, so that no other one knows FFmpeg. */
@NullMarked
package dev.marotte.standalone.doctor.ffmpeg;

import org.jspecify.annotations.NullMarked;
