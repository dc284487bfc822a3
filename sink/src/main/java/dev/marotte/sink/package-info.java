/** Rendered frames and sound become a playable file: {@link dev.marotte.sink.SinkLoop} orders, plays out at a constant rate and writes. */
@NullMarked
package dev.marotte.sink;

import org.jspecify.annotations.NullMarked;
