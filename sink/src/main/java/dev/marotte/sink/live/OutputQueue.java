package dev.marotte.sink.live;

import dev.marotte.sink.live.EncodedUnit.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Units on their way to one output, bounded: when an output does not take them in time, all that wait go, and it goes on at the next key frame. The play-out
 * never waits. Any thread.
 */
final class OutputQueue {
    /** Two seconds at 30 frames a second, with their sound. */
    private static final int CAPACITY = 160;

    /** What is on its way to an output that keeps up, a tenth of a second; leaving that out would cost it a key frame and gain nothing. */
    private static final int ON_ITS_WAY = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<EncodedUnit> waiting = new ArrayDeque<>();
    private boolean open;
    private boolean awaitsKey = true;
    private long skipped;

    /** Takes the next unit; false if a key frame is wanted for the output to go on. */
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

    /** Leaves out what waits for an output that is behind, which goes on at the next key frame: what was to be said is not to be said any more. */
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

    /** The output is there, and begins with the next key frame. */
    void open() {
        set(true);
    }

    /** The output is gone; units pass it by. */
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

    /** The next unit; empty if none comes for as long as {@code wait}. */
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

    /** Pictures that did not go to the output. */
    long skipped() {
        lock.lock();
        try {
            return skipped;
        } finally {
            lock.unlock();
        }
    }
}
