package dev.marotte.studio;

import dev.marotte.schemas.FrameTiming;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;

/** A page that drives a session with JPEGs and, where there is a microphone, with Opus; knows with which code it was sent away. */
final class CameraPage implements WebSocket.Listener {
    private static final int HEADER = 24;
    private static final byte PICTURE = 1;
    private static final byte SOUND = 2;
    private static final byte JPEG = 3;
    private static final byte OPUS = 16;
    /** Opus of 20 ms that says nothing. */
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private final InstantSource clock;
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> line = new CompletableFuture<>();

    private CameraPage(InstantSource clock) {
        this.clock = clock;
    }

    /** @param sound as the live socket names it */
    static CameraPage drive(RunningStudio studio, String session, String sound, InstantSource clock) {
        CameraPage page = new CameraPage(clock);
        WebSocket line = studio.connect(session, page);
        line.sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"" + sound + "\"}}", true)
                .join();
        page.line.complete(line);
        return page;
    }

    void sendPicture() {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(PICTURE, JPEG, jpeg.toByteArray());
    }

    void sendSound() {
        send(SOUND, OPUS, SILENCE);
    }

    /** What was captured now; see {@code MediaMessage}. */
    private void send(byte kind, byte coding, byte[] payload) {
        long now = FrameTiming.microsOf(clock.instant());
        ByteBuffer message = ByteBuffer.allocate(HEADER + payload.length)
                .put(kind)
                .put((byte) 1)
                .put(coding)
                .put((byte) 0)
                .putInt(0)
                .putLong(now)
                .putLong(now)
                .put(payload);
        line.join().sendBinary(message.flip(), true).join();
    }

    void leave() {
        line.join().sendClose(WebSocket.NORMAL_CLOSURE, "reload").join();
    }

    int awaitCode() throws InterruptedException, ExecutionException, TimeoutException {
        return code.get(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket closed, int status, String reason) {
        code.complete(status);
        return CompletableFuture.completedFuture(status);
    }

    @Override
    public void onError(WebSocket broken, Throwable problem) {
        code.completeExceptionally(problem);
    }
}
