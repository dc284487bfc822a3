/**
 * Brokers for integration tests; use in test scope only. {@link dev.marotte.broker.testing.KafkaBackend} is one fresh
 * broker, embedded or a container; {@link dev.marotte.broker.testing.BrokerCluster} is a cluster whose brokers can be
 * killed one by one.
 */
@NullMarked
package dev.marotte.broker.testing;

import org.jspecify.annotations.NullMarked;
