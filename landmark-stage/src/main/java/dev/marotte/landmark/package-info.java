/** Frames and sessions become landmarks: a Kafka Streams topology around {@code dev.marotte.face}. */
@NullMarked
package dev.marotte.landmark;

import org.jspecify.annotations.NullMarked;
