package dev.marotte.standalone.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A slow computation or opening on its own thread, while other things start. Interrupting a waiting caller does not interrupt the task: half
 * a broker, or a model that computes while its memory is freed, is worse than a few seconds of waiting. Any thread.
 */
public final class BackgroundTask<T> implements AutoCloseable {
    private final CompletableFuture<T> value = new CompletableFuture<>();
    private final Consumer<T> closer;

    private BackgroundTask(Consumer<T> closer) {
        this.closer = closer;
    }

    /** @param name of the thread */
    public static <T> BackgroundTask<T> begin(String name, Callable<T> task) {
        return begin(name, task, _ -> {});
    }

    /** @param closer closes the result when this is closed */
    public static <T> BackgroundTask<T> begin(String name, Callable<T> task, Consumer<T> closer) {
        var background = new BackgroundTask<T>(closer);
        Thread.ofPlatform().daemon().name(name).start(() -> background.run(task));
        return background;
    }

    private void run(Callable<T> task) {
        try {
            value.complete(task.call());
        } catch (Exception | Error e) { // the waiting caller must hear of it, whatever it is
            value.completeExceptionally(e);
        }
    }

    /** Waits for the result; throws what the task threw. */
    public T get() throws InterruptedException {
        try {
            return value.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /** Waits for the task to end, and closes what it has opened. */
    @Override
    public void close() {
        value.handle((opened, problem) -> {
                    if (problem == null) {
                        closer.accept(opened);
                    }
                    return true;
                })
                .join();
    }
}
