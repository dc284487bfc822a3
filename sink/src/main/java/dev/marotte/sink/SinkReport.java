package dev.marotte.sink;

/**
 * What was written.
 *
 * @param frames of the output
 * @param arrived driving frames, each counted once
 * @param rendered of them came with a new picture
 * @param holes never came
 * @param repeated came again and were dropped
 */
public record SinkReport(
        Output output, FrameRate rate, long frames, long arrived, long rendered, long holes, long repeated) {}
