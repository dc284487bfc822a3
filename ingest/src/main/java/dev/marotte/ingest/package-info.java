/** A driving file becomes frames and audio: {@link dev.marotte.ingest.IngestLoop} reads, stamps, encodes and sends. */
@NullMarked
package dev.marotte.ingest;

import org.jspecify.annotations.NullMarked;
