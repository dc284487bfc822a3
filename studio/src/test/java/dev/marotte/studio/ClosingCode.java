package dev.marotte.studio;

import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client that only notes with which code its line was closed. */
public final class ClosingCode implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    public int await() throws InterruptedException, ExecutionException, TimeoutException {
        return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket line, int status, String reason) {
        code.complete(status);
        return CompletableFuture.completedFuture(status);
    }

    @Override
    public void onError(WebSocket line, Throwable problem) {
        code.completeExceptionally(problem);
    }
}
