package dev.marotte.ingest;

/**
 * Lets ingest run ahead of the stages downstream only so far. Kafka would take a whole film at once: gigabytes of driver's pictures on
 * disk, and on one machine the processor kept from the stages that are needed more.
 */
@FunctionalInterface
public interface Headroom {
    /** No limit: for clusters that have the room. */
    Headroom UNLIMITED = _ -> {};

    /** Returns when frame {@code index} may be read; all frames before it are settled if this has to wait. */
    void await(long index) throws InterruptedException;
}
