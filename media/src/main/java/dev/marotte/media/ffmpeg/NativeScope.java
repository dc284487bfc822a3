package dev.marotte.media.ffmpeg;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Owns native memory from its allocation on, and releases it in reverse order: when the object that uses it is closed, and also when that
 * object could not be constructed, since nobody could close half a decoder. One thread.
 */
public final class NativeScope implements AutoCloseable {
    private final Deque<Runnable> releases = new ArrayDeque<>();

    /** Constructs the object that uses a scope's memory. */
    @FunctionalInterface
    public interface Making<T> {
        T in(NativeScope natives) throws IOException;
    }

    /** Constructs an object that closes the scope when it is closed itself; if construction fails, its resources are released. */
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

    /** Takes ownership of {@code resource} and returns it. */
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
