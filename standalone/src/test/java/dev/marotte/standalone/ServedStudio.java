package dev.marotte.standalone;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The studio with all that it needs, in this JVM, as {@code marotte studio} runs it. */
public final class ServedStudio implements AutoCloseable {
    private final CompletableFuture<String> address = new CompletableFuture<>();
    private final Thread thread;

    private ServedStudio(DataFolder data) {
        thread = Thread.ofPlatform().name("studio-process").unstarted(() -> {
            try {
                ServedProcess.withStudio(data, Settings.none(), address::complete)
                        .run(onFailure -> ClusterAccess.of(data, onFailure), _ -> {});
            } catch (InterruptedException | RuntimeException e) {
                address.completeExceptionally(e);
            }
        });
    }

    public static ServedStudio start(DataFolder data) {
        ServedStudio studio = new ServedStudio(data);
        studio.thread.start();
        return studio;
    }

    /** The page's address, with a code that lets in once. */
    public String address() throws InterruptedException, ExecutionException, TimeoutException {
        return address.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
