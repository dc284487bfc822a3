/**
 * A Kafka broker and its controller inside the process: one node, loopback only, on a folder that is kept.
 *
 * <p>{@link dev.marotte.broker.EmbeddedBroker} is all that other modules see. It is assembled from Kafka's parts,
 * because a start after a SIGKILL must remove the broker's last run from the cluster's metadata before the next one
 * begins.
 */
@NullMarked
package dev.marotte.broker;

import org.jspecify.annotations.NullMarked;
