package dev.marotte.studio.live;

import dev.marotte.studio.live.MediaMessage.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Messages that a client has pushed and ingest has not taken yet. Bounded: when a picture does not fit, all waiting pictures are dropped, and so are those
 * after them until a key frame, because they cannot be decoded without it; of sound the oldest is dropped. Any thread.
 */
final class PushQueue {
    /** More than a second of pictures and sound. */
    private static final int MOST_WAITING = 96;

    private final Deque<MediaMessage> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean awaitsKey = true;
    private long dropped;

    /** What became of a message. */
    enum Verdict {
        TAKEN,
        DROPPED,
        /** Dropped, and nothing is useful before the next key frame. */
        WANTS_KEY
    }

    Verdict offer(MediaMessage message) {
        lock.lock();
        try {
            return message.kind() == Kind.PICTURE ? offerPicture(message) : offerSound(message);
        } finally {
            lock.unlock();
        }
    }

    private Verdict offerPicture(MediaMessage message) {
        if (waiting.size() >= MOST_WAITING) {
            dropped += waiting.size();
            waiting.removeIf(each -> each.kind() == Kind.PICTURE);
            awaitsKey = true;
        }
        if (awaitsKey && !message.key()) {
            dropped++;
            return Verdict.WANTS_KEY;
        }
        awaitsKey = false;
        add(message);
        return Verdict.TAKEN;
    }

    private Verdict offerSound(MediaMessage message) {
        if (waiting.size() >= MOST_WAITING && !dropOldestSound()) {
            dropped++;
            return Verdict.DROPPED;
        }
        add(message);
        return Verdict.TAKEN;
    }

    private boolean dropOldestSound() {
        for (Iterator<MediaMessage> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next().kind() == Kind.SOUND) {
                each.remove();
                dropped++;
                return true;
            }
        }
        return false;
    }

    private void add(MediaMessage message) {
        waiting.add(message);
        changed.signal();
    }

    /** The next message, in the order in which they came; empty when none comes within {@code millis}. */
    Optional<MediaMessage> take(long millis) throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Whether a newer picture is already waiting. */
    boolean hasPicture() {
        lock.lock();
        try {
            return waiting.stream().anyMatch(each -> each.kind() == Kind.PICTURE);
        } finally {
            lock.unlock();
        }
    }

    /** Drops pictures until the next key frame: the last one could not be decoded. */
    void awaitKey() {
        lock.lock();
        try {
            awaitsKey = true;
        } finally {
            lock.unlock();
        }
    }

    long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }
}
