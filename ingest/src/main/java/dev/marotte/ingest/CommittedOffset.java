package dev.marotte.ingest;

/** The progress of the next stage in a partition. */
@FunctionalInterface
interface CommittedOffset {
    /** The offset at which it would resume; 0 where it has not begun. */
    long ask() throws InterruptedException;
}
