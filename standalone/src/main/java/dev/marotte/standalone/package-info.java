/** The {@code marotte} command: all stages and a broker in one JVM, for one machine. */
@NullMarked
package dev.marotte.standalone;

import org.jspecify.annotations.NullMarked;
