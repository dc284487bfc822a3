package dev.marotte.standalone;

import dev.marotte.ingest.IngestReport;
import dev.marotte.sink.SinkReport;

/**
 * What a whole job came to.
 *
 * @param read of the driving clip
 * @param written to the result
 */
record AnimationReport(IngestReport read, SinkReport written) {}
