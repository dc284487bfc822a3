package dev.marotte.sink.live;

import dev.marotte.sink.live.EncodedUnit.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue of units for one output. When the output does not take them in time, all waiting units are dropped, and it resumes at the next key frame.
 * The play-out never waits. Any thread.
 */
final class OutputQueue {
    /** Two seconds at 30 frames a second, with their sound. */
    private static final int CAPACITY = 160;

    /** Units queued for an output that keeps up, a tenth of a second; dropping those would cost it a key frame and gain nothing. */
    private static final int ON_ITS_WAY = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<EncodedUnit> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean awaitsKey = true;
    private long skipped;

    /** Takes the next unit; false if the output needs a key frame to go on. */
    boolean offer(EncodedUnit unit) {
        lock.lock();
        try {
            if (waiting.size() >= CAPACITY) {
                skip();
            }
            boolean begins = unit.kind() == Kind.PICTURE && unit.key();
            if (open && (!awaitsKey || begins)) {
                awaitsKey = false;
                waiting.add(unit);
                filled.signal();
            } else if (unit.kind() == Kind.PICTURE) {
                skipped++;
            }
            return !(open && awaitsKey);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops the units that wait for an output that is behind, which resumes at the next key frame: after an interruption the voice's old sound must
     * not be played.
     */
    void dropBacklog() {
        lock.lock();
        try {
            if (waiting.size() > ON_ITS_WAY) {
                skip();
            }
        } finally {
            lock.unlock();
        }
    }

    private void skip() {
        skipped += waiting.stream().filter(unit -> unit.kind() == Kind.PICTURE).count();
        waiting.clear();
        awaitsKey = true;
    }

    /** Notes that the output is connected; it begins with the next key frame. */
    void open() {
        set(true);
    }

    /** Notes that the output is gone; units are dropped. */
    void shut() {
        set(false);
    }

    private void set(boolean taking) {
        lock.lock();
        try {
            skip();
            open = taking;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next unit; empty if none arrives within {@code wait}. */
    Optional<EncodedUnit> poll(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (waiting.isEmpty() && left > 0) {
                left = filled.awaitNanos(left);
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** The number of pictures that did not go to the output. */
    long skipped() {
        lock.lock();
        try {
            return skipped;
        } finally {
            lock.unlock();
        }
    }
}
