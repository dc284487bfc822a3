package dev.marotte.sink;

import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.OutcomeCounts;

/**
 * What was written.
 *
 * @param frames of the output
 * @param arrived driving frames, each counted once
 * @param counts of what became of them
 */
public record SinkReport(FrameRate rate, long frames, long arrived, OutcomeCounts counts) {}
