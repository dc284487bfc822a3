package dev.marotte.standalone.command;

/** Shows how far a job is. Called by the sink's thread for every frame, so implementations decide how often they draw. */
interface Progress extends AutoCloseable {
    /** Notes that {@code frames} frames of the result are done. */
    void done(long frames);

    @Override
    void close();
}
