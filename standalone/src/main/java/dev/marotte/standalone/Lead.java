package dev.marotte.standalone;

import dev.marotte.ingest.Headroom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far ingest may be ahead of the landmark stage. Counted against frames that were looked at, not against landmarks that were
 * published: those are held back until the neutral frame is known, which may be far into the clip. Called by both stages' threads.
 */
final class Lead implements Headroom {
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private long tracked;
    private long from = -1;

    /** @param limit in frames, above those of a transaction of ingest: what is not settled cannot be tracked */
    Lead(long limit) {
        this.limit = limit;
    }

    /** Frame {@code index} has been looked at. */
    void tracked(long index) {
        lock.lock();
        try {
            tracked = Math.max(tracked, index + 1);
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until {@code frames} frames have been looked at. */
    void awaitTracked(long frames) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (tracked < frames) {
                advanced.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits without end, because a slow stage is no failure; a failed one has ingest interrupted. */
    @Override
    public void await(long index) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            from = from < 0 ? index : from;
            while (index - Math.max(tracked, from) > limit) {
                advanced.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
