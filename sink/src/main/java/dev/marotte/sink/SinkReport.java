package dev.marotte.sink;

import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.OutcomeCounts;

/**
 * A summary of what was written.
 *
 * @param frames of the output
 * @param arrived driving frames, each counted once
 * @param counts of their outcomes
 */
public record SinkReport(FrameRate rate, long frames, long arrived, OutcomeCounts counts) {}
