/**
 * Network streams as sources: opened again when they go away, newest frame first.
 * {@link dev.marotte.ingest.stream.ReconnectingSource} is where to begin.
 */
@NullMarked
package dev.marotte.ingest.stream;

import org.jspecify.annotations.NullMarked;
