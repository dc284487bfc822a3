/**
 * Health and metrics of a process over HTTP, for probes and for Prometheus. A process has one port, which is read-only:
 * {@code /livez} fails when a stage has failed for good, {@code /readyz} fails until all of them work.
 */
@NullMarked
package dev.marotte.runtime.management;

import org.jspecify.annotations.NullMarked;
