/**
 * Frames and sessions become landmarks: a Kafka Streams topology around {@code dev.marotte.face}, one application for
 * each profile.
 *
 * <p>All that is remembered of a session is a value in a state store. A message takes it to the next value and says what
 * goes out; every index goes out once and in order, as tracked or untracked, also where its frame came twice, late,
 * damaged or not at all.
 */
@NullMarked
package dev.marotte.landmark;

import org.jspecify.annotations.NullMarked;
