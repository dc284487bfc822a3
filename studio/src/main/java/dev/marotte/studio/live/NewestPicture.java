package dev.marotte.studio.live;

import dev.marotte.schemas.Picture;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A slot for one picture between two threads: a newer picture replaces one that was not taken. Any thread. */
final class NewestPicture {
    private static final long LOOK_MILLIS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Shown> waiting = Optional.empty();

    /** @param captureMicros 0 for a picture that was not captured, such as a slate */
    record Shown(Picture picture, long index, long ptsMicros, long captureMicros) {}

    void put(Shown picture) {
        lock.lock();
        try {
            waiting = Optional.of(picture);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the picture that waits, or that comes within a moment. */
    @SuppressWarnings("WaitNotInLoop") // a caller that gets nothing asks again
    Optional<Shown> take() throws InterruptedException {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                boolean _ = changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            Optional<Shown> taken = waiting;
            waiting = Optional.empty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a {@link #take} that waits. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
