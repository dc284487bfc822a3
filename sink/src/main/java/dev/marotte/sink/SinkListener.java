package dev.marotte.sink;

/** Receives the progress of the sink, on its thread. */
@FunctionalInterface
interface SinkListener {
    void progress(SinkProgress progress);
}
