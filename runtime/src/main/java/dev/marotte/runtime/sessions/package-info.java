/**
 * The sessions of a cluster. {@link dev.marotte.runtime.sessions.SessionStore} is how anybody reads, opens, ends and
 * deletes them; the compacted topic behind it is the only truth.
 *
 * <p>{@link dev.marotte.runtime.sessions.SessionHost} shares them out: a stage is a consumer group over that topic, the
 * owner of a partition does the stage's {@link dev.marotte.runtime.sessions.SessionWork} for each open session in it,
 * and stops when the partition goes.
 */
@NullMarked
package dev.marotte.runtime.sessions;

import org.jspecify.annotations.NullMarked;
