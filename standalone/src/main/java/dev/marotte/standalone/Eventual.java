package dev.marotte.standalone;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Something slow that is opened on a thread of its own while others are, and closed with its owner. Any thread. */
final class Eventual<T> implements AutoCloseable {
    private final CompletableFuture<T> value = new CompletableFuture<>();
    private final Thread opener;

    private Eventual(String name, Supplier<T> open) {
        opener = Thread.ofPlatform()
                .daemon()
                .name(name)
                .uncaughtExceptionHandler((_, problem) -> value.completeExceptionally(problem))
                .unstarted(() -> value.complete(open.get()));
    }

    /** @param name of the thread that opens it */
    static <T> Eventual<T> begin(String name, Supplier<T> open) {
        var eventual = new Eventual<T>(name, open);
        eventual.opener.start();
        return eventual;
    }

    /** Waits for it; throws what opening it threw. */
    T get() throws InterruptedException {
        try {
            return value.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Whoever still opens it shall give up; only for what can be left half open. */
    void giveUp() {
        opener.interrupt();
    }

    /** Waits until it is open, and closes it; nothing where it could not be opened. */
    @Override
    public void close() {
        if (opened().orElse(null) instanceof AutoCloseable closeable) {
            try (closeable) {
                // Closing is all there is to do.
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + closeable, e);
            }
        }
    }

    private Optional<Object> opened() {
        return value.handle((opened, problem) -> Optional.<Object>ofNullable(opened))
                .join();
    }
}
