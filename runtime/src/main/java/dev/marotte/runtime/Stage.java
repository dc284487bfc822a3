package dev.marotte.runtime;

import java.io.IOException;

/**
 * One part of the chain in one process: ingest, landmark, render or sink. {@link #run} on one thread, the rest from any.
 */
public interface Stage extends AutoCloseable {
    /** As it is called in settings, metrics and the log: one lower-case word. */
    String name();

    /**
     * Works until it is closed or its thread is interrupted.
     *
     * @throws RuntimeException what has failed for good: the process should end and be started again, and loses nothing by it
     */
    void run() throws IOException, InterruptedException;

    /** How it is. */
    Health health();

    /** Asks {@link #run} to finish what is in hand and return; does not wait for it. Does nothing the second time. */
    @Override
    void close();
}
