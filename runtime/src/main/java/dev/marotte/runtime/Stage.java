package dev.marotte.runtime;

import java.io.IOException;

/**
 * One part of the chain in one process: ingest, landmark, render or sink. {@link #run} on one thread, the rest from any.
 */
public interface Stage extends AutoCloseable {
    /** The name of the stage in settings, metrics and the log: one lower-case word. */
    String name();

    /**
     * Works until it is closed or its thread is interrupted.
     *
     * @throws RuntimeException if the stage has failed for good: the process should end and be restarted, which loses nothing
     */
    void run() throws IOException, InterruptedException;

    /** The current health. */
    Health health();

    /** Asks {@link #run} to finish what is in flight and return; does not wait for it. Does nothing the second time. */
    @Override
    void close();
}
