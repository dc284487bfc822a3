package dev.marotte.ingest;

/** How far the next stage is in a partition. */
@FunctionalInterface
interface CommittedOffset {
    /** The offset that it would go on from; 0 where it has not begun. */
    long ask() throws InterruptedException;
}
