package dev.marotte.studio.live;

import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A client that watches a session. Two pictures may wait for the network; when a third comes, the viewer gets none until the next key frame. A second of
 * sound may wait, and some text messages; then the oldest are dropped. Any thread; {@link #run} is the one that sends.
 */
public final class Viewer {
    private static final int MOST_PICTURES = 2;
    private static final int MOST_SOUNDS = 50;
    private static final int MOST_WORDS = 32;

    private final ViewerLine line;
    private final Coding coding;
    private final Deque<MediaMessage> pictures = new ArrayDeque<>();
    private final Deque<MediaMessage> sounds = new ArrayDeque<>();
    private final Deque<String> words = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean awaitsKey = true;
    private boolean closed;
    private long skipped;

    /** @param coding of the pictures that its browser can show: H.264 or JPEG */
    public Viewer(ViewerLine line, Coding coding) {
        this.line = line;
        this.coding = coding;
    }

    Coding coding() {
        return coding;
    }

    void offer(MediaMessage message) {
        lock.lock();
        try {
            if (message.kind() == Kind.PICTURE) {
                offerPicture(message);
            } else {
                offerSound(message);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void offerPicture(MediaMessage message) {
        awaitsKey |= pictures.size() == MOST_PICTURES;
        if (awaitsKey && (!message.key() || pictures.size() == MOST_PICTURES)) {
            skipped++;
            return;
        }
        awaitsKey = false;
        pictures.add(message);
    }

    private void offerSound(MediaMessage message) {
        if (sounds.size() == MOST_SOUNDS) {
            sounds.remove();
        }
        sounds.add(message);
    }

    /** Queues a JSON text message; if they are not read the oldest are dropped, since the last one may say that the session is over. */
    public void tell(String json) {
        lock.lock();
        try {
            say(json);
        } finally {
            lock.unlock();
        }
    }

    private void say(String json) {
        if (words.size() == MOST_WORDS) {
            words.remove();
        }
        words.add(json);
        changed.signal();
    }

    /** Drops waiting sound, and has the client drop what it has from before {@code micros}. */
    void cut(long micros) {
        lock.lock();
        try {
            sounds.clear();
            say("{\"cut\":" + micros + "}");
        } finally {
            lock.unlock();
        }
    }

    /** Whether it can show nothing until a key frame. */
    boolean awaitsKey() {
        lock.lock();
        try {
            return awaitsKey && pictures.size() < MOST_PICTURES;
        } finally {
            lock.unlock();
        }
    }

    /** Requests a key frame, because the client has lost its place in the stream. */
    public void wantKey() {
        lock.lock();
        try {
            awaitsKey = true;
        } finally {
            lock.unlock();
        }
    }

    /** The number of pictures that this viewer did not get. */
    public long skipped() {
        lock.lock();
        try {
            return skipped;
        } finally {
            lock.unlock();
        }
    }

    /** Sends until it is closed. */
    public void run() throws InterruptedException {
        while (true) {
            Optional<Runnable> next = next();
            if (next.isEmpty()) {
                return;
            }
            next.get().run();
            if (line.isOver()) {
                return;
            }
        }
    }

    /** Text first: it is small, and a client has to hear of the end. */
    private Optional<Runnable> next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && words.isEmpty() && sounds.isEmpty() && pictures.isEmpty()) {
                changed.await();
            }
            if (!words.isEmpty()) {
                String said = words.remove();
                return Optional.of(() -> line.tell(said));
            }
            if (closed) {
                return Optional.empty();
            }
            MediaMessage message = sounds.isEmpty() ? pictures.remove() : sounds.remove();
            return Optional.of(() -> line.send(message.write()));
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing more but waiting text; the line is closed by its owner. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the line. */
    public void hangUp(int code, String reason) {
        close();
        line.close(code, reason);
    }
}
