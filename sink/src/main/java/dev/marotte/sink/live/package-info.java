/**
 * Live outputs: played out at a constant rate by a clock, encoded once, sent to each output by a thread of its own.
 * Start reading at {@link dev.marotte.sink.live.LiveLoop}.
 */
@NullMarked
package dev.marotte.sink.live;

import org.jspecify.annotations.NullMarked;
