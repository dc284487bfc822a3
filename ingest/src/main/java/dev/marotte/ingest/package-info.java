/**
 * The source of a session becomes frames and sound, or of a replay landmarks and sound. {@link dev.marotte.ingest.IngestStage} owns a share of the
 * sessions; {@link dev.marotte.ingest.IngestLoop} reads a clip, stamps, encodes and sends; an {@link dev.marotte.ingest.Outlet} knows how far an
 * earlier run came.
 */
@NullMarked
package dev.marotte.ingest;

import org.jspecify.annotations.NullMarked;
