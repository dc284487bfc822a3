/** The landmark stage, which makes landmarks of frames: a Kafka Streams topology around {@code dev.marotte.face}. */
@NullMarked
package dev.marotte.landmark;

import org.jspecify.annotations.NullMarked;
