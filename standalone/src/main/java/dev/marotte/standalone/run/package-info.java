/**
 * What runs in this process: an embedded cluster or the connection to another one, stages with their health, the log.
 *
 * <p>One process of a machine has the data folder and runs a broker on it; others find its address there and join.
 */
@NullMarked
package dev.marotte.standalone.run;

import org.jspecify.annotations.NullMarked;
