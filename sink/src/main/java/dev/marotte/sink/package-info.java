/**
 * Turns rendered frames and sound into the outputs of their sessions. {@link dev.marotte.sink.SinkLoop} orders them,
 * plays them out at a constant rate and writes; a file under an output's name is always complete.
 *
 * <p>The sink stores no position: after a restart it writes a session again from its start.
 */
@NullMarked
package dev.marotte.sink;

import org.jspecify.annotations.NullMarked;
