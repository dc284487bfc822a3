package dev.marotte.ingest;

/**
 * Limits how far ingest may run ahead of the stages downstream. Kafka would take a whole film at once: gigabytes of the driver's
 * pictures on disk, and on a single machine processor time taken from the stages that need it more.
 */
@FunctionalInterface
public interface Headroom {
    /** No limit: for clusters that have enough room. */
    Headroom UNLIMITED = _ -> {};

    /** Returns when frame {@code index} may be read; all frames before it are settled if this has to wait. */
    void await(long index) throws InterruptedException;
}
