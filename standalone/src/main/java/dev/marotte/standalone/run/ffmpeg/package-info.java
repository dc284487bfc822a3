/** Native memory of a process, as its libraries tell it. */
@NullMarked
package dev.marotte.standalone.run.ffmpeg;

import org.jspecify.annotations.NullMarked;
