/**
 * Sources become frames and sound. {@link dev.marotte.ingest.IngestStage} gives each session that this process owns a
 * thread; {@link dev.marotte.ingest.IngestLoop} reads its clip, stamps, encodes and sends.
 *
 * <p>A source can be read again from its start, and Kafka says how far the session came. So a run that was killed goes
 * through the source once more and leaves out what is settled. A recording goes another way, as landmarks.
 */
@NullMarked
package dev.marotte.ingest;

import org.jspecify.annotations.NullMarked;
