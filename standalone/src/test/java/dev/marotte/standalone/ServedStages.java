package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A broker and stages in this JVM, as {@code marotte serve} runs them. Commands on the same data folder join it, and are done sooner than with a broker
 * and stages of their own.
 */
final class ServedStages implements AutoCloseable {
    private final Thread thread;

    private ServedStages(Thread thread) {
        this.thread = thread;
    }

    /** Starts them with the fast generator, and returns when they are ready. */
    static ServedStages start(Path data, StageName... stages)
            throws InterruptedException, ExecutionException, TimeoutException {
        return start(data, "landmark-warp", stages);
    }

    static ServedStages start(Path data, String generator, StageName... stages)
            throws InterruptedException, ExecutionException, TimeoutException {
        Settings settings = Settings.of(Map.of("render.bundle", generator));
        var ready = new CompletableFuture<String>();
        var process = new ServedProcess(DataFolder.of(data, Map.of()), settings, List.of(stages));
        Thread thread = Thread.ofPlatform().name("serve-process").start(() -> {
            try {
                process.run(onFailure -> ClusterAccess.of(DataFolder.of(data, Map.of()), onFailure), ready::complete);
            } catch (InterruptedException | RuntimeException e) {
                ready.completeExceptionally(e);
            }
        });
        assertThat(ready.get(2, TimeUnit.MINUTES)).contains(" ready ");
        return new ServedStages(thread);
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
