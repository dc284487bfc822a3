/**
 * Live outputs: played out at a constant rate by a clock, coded once, sent to every output by a thread of its own.
 * {@link dev.marotte.sink.live.LiveLoop} is where to begin.
 */
@NullMarked
package dev.marotte.sink.live;

import org.jspecify.annotations.NullMarked;
