package dev.marotte.standalone.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Something slow that is found out or opened on a thread of its own, while other things start. Interrupting whoever waits for it does not
 * disturb it: half of a broker, or a model that computes while its memory goes, is worse than a few seconds of waiting. Any thread.
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

    /** @param closer closes what was opened, when this is closed */
    public static <T> BackgroundTask<T> begin(String name, Callable<T> task, Consumer<T> closer) {
        var background = new BackgroundTask<T>(closer);
        Thread.ofPlatform().daemon().name(name).start(() -> background.run(task));
        return background;
    }

    private void run(Callable<T> task) {
        try {
            value.complete(task.call());
        } catch (Exception | Error e) { // whoever waits is to hear of it, whatever it is
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
