package dev.marotte.sink.live;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StreamConnection;
import java.util.List;

/**
 * The progress of a live session's output.
 *
 * @param ticks frames of the output so far
 * @param waiting frames that wait for their time
 * @param upTo position in the session that is played out
 */
public record LiveProgress(
        long ticks, int waiting, Pts upTo, OutcomeCounts counts, List<StreamConnection> connections) {}
