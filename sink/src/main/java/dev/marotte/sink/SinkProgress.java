package dev.marotte.sink;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;

/**
 * The sink's progress in a session.
 *
 * @param arrived driving frames whose outcome has arrived
 * @param waiting number of those that wait for an earlier one
 * @param written frames of the output, at its own rate
 * @param upTo current end of the output
 */
record SinkProgress(long arrived, int waiting, long written, Pts upTo, OutcomeCounts counts) {}
