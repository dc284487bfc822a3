/** Native memory of a process, as its libraries report it. */
@NullMarked
package dev.marotte.standalone.run.ffmpeg;

import org.jspecify.annotations.NullMarked;
