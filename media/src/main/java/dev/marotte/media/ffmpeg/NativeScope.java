package dev.marotte.media.ffmpeg;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Owns native memory from the moment it is taken, and releases what came last first: when whoever uses it is closed, and also when it could not
 * be made at all, for half of a decoder is nobody's to close. One thread.
 */
public final class NativeScope implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** What a scope's memory is for. */
    @FunctionalInterface
    public interface Making<T> {
        T in(NativeScope natives) throws IOException;
    }

    /** Makes something that closes the scope when it is closed itself; if it cannot be made, what it had taken is released. */
    public static <T> T filledBy(Making<T> making) throws IOException {
        NativeScope natives = new NativeScope();
        boolean made = false;
        try {
            T whole = making.in(natives);
            made = true;
            return whole;
        } finally {
            if (!made) {
                natives.close();
            }
        }
    }

    /** Takes {@code resource} on and returns it. */
    public <T> T own(T resource, Consumer<? super T> release) {
        releases.push(() -> release.accept(resource));
        return resource;
    }

    /** Releases everything, once. */
    @Override
    public void close() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
