package dev.marotte.render;

/** A loaded model that draws. Safe for use by several threads, each of which takes its own generator; the owner closes it when none of them draws any more. */
public interface DrawingModel extends AutoCloseable {
    /** Returns a generator for one thread, usable until this model is closed. */
    Generator generator();

    @Override
    void close();
}
