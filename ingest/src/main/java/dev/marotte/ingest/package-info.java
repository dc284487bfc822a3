/**
 * Turns sources into frames and sound. {@link dev.marotte.ingest.IngestStage} gives each session that this process owns
 * a thread; {@link dev.marotte.ingest.IngestLoop} reads its clip and stamps, encodes and sends the frames.
 *
 * <p>A source can be read again from its start, and Kafka says how far the session came. So after a kill, the next run
 * reads the source again and skips what is settled. A recording takes another path, as landmarks.
 */
@NullMarked
package dev.marotte.ingest;

import org.jspecify.annotations.NullMarked;
