package dev.marotte.sink;

/**
 * What was written.
 *
 * @param frames of the output
 * @param outcomes of the driving frames
 */
public record SinkReport(Output output, FrameRate rate, long frames, FrameOutcomes outcomes) {}
