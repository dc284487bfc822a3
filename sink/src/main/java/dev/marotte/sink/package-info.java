/**
 * Rendered frames and sound become the outputs of their sessions. {@link dev.marotte.sink.SinkLoop} orders them, plays
 * them out at a constant rate and writes; what stands under an output's name is always whole.
 *
 * <p>The sink keeps no place of its own: after a restart it writes a session again from its start.
 */
@NullMarked
package dev.marotte.sink;

import org.jspecify.annotations.NullMarked;
