package dev.marotte.render;

/** A loaded model that draws. Safe for use by several threads, of which each takes a generator of its own; its owner closes it when none of them draws. */
public interface DrawingModel extends AutoCloseable {
    /** A generator for one thread, of use until this is closed. */
    Generator generator();

    @Override
    void close();
}
