/**
 * The sessions of a cluster. {@link dev.marotte.runtime.sessions.SessionStore} reads, opens, ends and deletes them; the
 * compacted topic behind it is the only source of truth.
 *
 * <p>{@link dev.marotte.runtime.sessions.SessionHost} distributes them: a stage is a consumer group over that topic.
 * The owner of a partition does the stage's {@link dev.marotte.runtime.sessions.SessionWork} for each open session in
 * it, and stops when the partition is revoked.
 */
@NullMarked
package dev.marotte.runtime.sessions;

import org.jspecify.annotations.NullMarked;
