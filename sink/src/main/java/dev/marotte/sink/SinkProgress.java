package dev.marotte.sink;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;

/**
 * Where the sink is with a session.
 *
 * @param arrived driving frames whose outcome has come
 * @param waiting of them wait for an earlier one
 * @param written frames of the output, at its own rate
 * @param upTo where the output stands
 */
record SinkProgress(long arrived, int waiting, long written, Pts upTo, OutcomeCounts counts) {}
