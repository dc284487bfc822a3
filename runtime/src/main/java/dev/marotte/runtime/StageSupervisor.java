package dev.marotte.runtime;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running stages, each on a thread named after it. The first failure ends the wait of {@link #await}. Closing asks all stages to stop,
 * from upstream to downstream, and then waits for each, even when interrupted, because the resources they use are closed next. They stop
 * in parallel, since leaving a consumer group takes each of them about a second. Used by one thread, but {@link #fail} may be called from
 * any.
 */
public final class StageSupervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StageSupervisor.class);

    private final Duration patience;
    private final Deque<Running> running = new ArrayDeque<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    /** Whether the closing thread was interrupted. It is interrupted again once everything has stopped: an interrupted thread could not wait. */
    private boolean interrupted;

    /** @param patience how long a stage may take to stop; after that its thread is left behind, and the log names it */
    public StageSupervisor(Duration patience) {
        this.patience = patience;
    }

    /** Starts {@code stage}; closing asks it to drain and waits for it. */
    public void start(Stage stage) {
        start(stage.name(), stage::run, stage::close);
    }

    /** Starts a stage that returns soon after {@code stop} was called; that call may come after it has returned. */
    public void start(String name, Body body, Runnable stop) {
        launch(thread(name, body), stop);
    }

    /** Starts a stage that returns when its thread is interrupted. */
    public void start(String name, Body body) {
        Thread thread = thread(name, body);
        launch(thread, thread::interrupt);
    }

    /** Does {@code work}, which ends when its thread is interrupted; {@link #await} on the result also throws when another stage fails. */
    public <T> CompletableFuture<T> begin(String name, Task<T> work) {
        var done = new CompletableFuture<T>();
        start(name, () -> done.complete(work.result()));
        return done;
    }

    private Thread thread(String name, Body body) {
        return Thread.ofPlatform()
                .name(name)
                .uncaughtExceptionHandler((_, problem) -> fail(name, problem))
                .unstarted(() -> run(body));
    }

    /** Registers a resource that must not be closed before everything started earlier has ended. */
    public void afterwards(Runnable close) {
        running.addLast(new Running(() -> {}, close));
    }

    private void launch(Thread thread, Runnable stop) {
        running.addLast(new Running(stop, () -> awaitEnd(thread)));
        thread.start();
    }

    private static void run(Body body) {
        try {
            body.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (InterruptedException | InterruptException e) {
            LOG.debug("Stage was told to stop");
        }
    }

    /** Ends the wait: the stage of this name has failed. */
    public void fail(String name, Throwable cause) {
        LOG.atError().addKeyValue("stage", name).setCause(cause).log("Stage failed");
        failure.completeExceptionally(
                cause instanceof BadInputException ? cause : new StageFailedException(name, cause));
    }

    /**
     * Waits until {@code done} completes.
     *
     * @throws StageFailedException as soon as a stage fails
     * @throws BadInputException if it fails because of what the user gave
     */
    public <T> T await(CompletableFuture<T> done) throws InterruptedException {
        try {
            CompletableFuture.anyOf(done, failure).get();
            return done.join();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new StageFailedException("marotte", e);
        }
    }

    @Override
    public void close() {
        interrupted = Thread.interrupted();
        running.forEach(each -> each.stop().run());
        while (!running.isEmpty()) {
            running.removeFirst().end().run();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd(Thread thread) {
        try {
            if (!thread.join(patience)) {
                LOG.atWarn()
                        .addKeyValue("thread", thread.getName())
                        .log("Stage did not stop in time and is left behind");
            }
        } catch (InterruptedException e) {
            // At most once: a second signal ends the process at once.
            interrupted = true;
            awaitEnd(thread);
        }
    }

    /** A way to ask something to stop, without waiting, and a way to await its end. */
    private record Running(Runnable stop, Runnable end) {}

    /** Work on a thread of its own, until there is nothing left or it is told to stop. */
    @FunctionalInterface
    public interface Body {
        void run() throws IOException, InterruptedException;
    }

    /** A computation on a thread of its own. */
    @FunctionalInterface
    public interface Task<T> {
        T result() throws IOException, InterruptedException;
    }
}
