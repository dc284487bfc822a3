package dev.marotte.sink;

import dev.marotte.schemas.Pts;

/** Hears of the progress of the sink, on its thread. */
@FunctionalInterface
public interface SinkListener {
    /**
     * @param arrived driving frames whose outcome has come
     * @param written frames of the output, at its own rate
     * @param upTo where the output stands
     */
    void progress(long arrived, long written, Pts upTo);
}
