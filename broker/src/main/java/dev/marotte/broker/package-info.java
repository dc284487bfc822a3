/**
 * A Kafka broker and its controller inside the process: one node, loopback only, on a folder that is kept.
 *
 * <p>{@link dev.marotte.broker.EmbeddedBroker} is all that others see. It is put together from Kafka's parts, because a
 * start after a SIGKILL has to end the last life of the broker in the cluster's books before the next one begins.
 */
@NullMarked
package dev.marotte.broker;

import org.jspecify.annotations.NullMarked;
