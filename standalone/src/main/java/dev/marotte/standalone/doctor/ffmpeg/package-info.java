/** The doctor's checks of FFmpeg. An adapter package, so that no other package depends on FFmpeg. */
@NullMarked
package dev.marotte.standalone.doctor.ffmpeg;

import org.jspecify.annotations.NullMarked;
