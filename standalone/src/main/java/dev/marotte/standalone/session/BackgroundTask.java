package dev.marotte.standalone.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Something slow that is found out on a thread of its own while other things start. Any thread. */
final class BackgroundTask<T> implements AutoCloseable {
    private final CompletableFuture<T> value = new CompletableFuture<>();
    private final Thread thread;

    private BackgroundTask(String name, Supplier<T> task) {
        thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .uncaughtExceptionHandler((_, problem) -> value.completeExceptionally(problem))
                .unstarted(() -> value.complete(task.get()));
    }

    /** @param name of the thread */
    static <T> BackgroundTask<T> begin(String name, Supplier<T> task) {
        var background = new BackgroundTask<T>(name, task);
        background.thread.start();
        return background;
    }

    /** Waits for the result; throws what the task threw. */
    T get() throws InterruptedException {
        try {
            return value.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the task to end: it uses native memory, which must not go while it does. */
    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
