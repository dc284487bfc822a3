/** A Kafka broker inside the process: one node, loopback only, its folder kept. */
@NullMarked
package dev.marotte.broker;

import org.jspecify.annotations.NullMarked;
