package dev.marotte.sink;

/** Hears of the progress of the sink, on its thread. */
@FunctionalInterface
interface SinkListener {
    void progress(SinkProgress progress);
}
