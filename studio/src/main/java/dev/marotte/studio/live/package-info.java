/** Media of sessions that a browser drives or watches: the socket's message, frames in, pictures and sound out. */
@NullMarked
package dev.marotte.studio.live;

import org.jspecify.annotations.NullMarked;
