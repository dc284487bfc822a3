package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchProcessIT {
    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @Test
    void endsTheProcessThatItStartedWhenItIsInterrupted() throws Exception {
        Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
        var interrupted = new CompletableFuture<Boolean>();
        Thread command = Thread.ofPlatform().start(() -> interrupted.complete(isInterrupted()));
        Optional<ProcessHandle> process = Optional.empty();
        while (process.isEmpty() && !command.join(POLL)) {
            process = ProcessHandle.current()
                    .children()
                    .filter(child -> !others.contains(child))
                    .findFirst();
        }

        command.interrupt();

        assertThat(process.orElseThrow().onExit().get(10, TimeUnit.SECONDS).isAlive())
                .isFalse();
        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isInterrupted() {
        try {
            BenchResult _ = new BenchProcess(new DataFolder(folder), List.of()).run(BenchMode.values()[0]);
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
