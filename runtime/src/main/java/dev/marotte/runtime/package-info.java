/**
 * Code that every Marotte process needs, regardless of the stages that it runs.
 *
 * <p>A process has a {@link dev.marotte.runtime.Cluster}, from which each of its Kafka clients is made, and runs one or more
 * {@link dev.marotte.runtime.Stage}s under a {@link dev.marotte.runtime.StageSupervisor}. The stages at the ends of the chain work
 * session by session: {@code sessions} gives each of them the sessions of the partitions that it owns.
 */
@NullMarked
package dev.marotte.runtime;

import org.jspecify.annotations.NullMarked;
