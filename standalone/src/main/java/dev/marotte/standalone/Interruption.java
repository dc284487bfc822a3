package dev.marotte.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into an interrupt of the command's thread, and keeps the process until that has closed everything. */
final class Interruption implements AutoCloseable {
    /** When this passes, the process ends with stages still running; what they had not committed is done again. */
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread command) {
        hook = Thread.ofPlatform().name("interruption").unstarted(() -> {
            command.interrupt();
            awaitClosed();
        });
    }

    static Interruption of(Thread command) {
        var interruption = new Interruption(command);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void awaitClosed() {
        try {
            if (!closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!hook.isAlive()) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook has nothing left to wait for.
        }
    }
}
