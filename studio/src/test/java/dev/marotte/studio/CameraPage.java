package dev.marotte.studio;

import dev.marotte.schemas.FrameTiming;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;

/** A page that drives a session with JPEGs and, where there is a microphone, with Opus; knows with which code it was sent away. */
final class CameraPage {
    private static final int HEADER = 24;
    private static final byte PICTURE = 1;
    private static final byte SOUND = 2;
    private static final byte JPEG = 3;
    private static final byte OPUS = 16;
    /** Opus of 20 ms that says nothing. */
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private final InstantSource clock;
    private final ClosingCode closing;
    private final WebSocket line;

    private CameraPage(InstantSource clock, ClosingCode closing, WebSocket line) {
        this.clock = clock;
        this.closing = closing;
        this.line = line;
    }

    /** @param sound as the live socket names it */
    static CameraPage drive(RunningStudio studio, String session, String sound, InstantSource clock) {
        ClosingCode closing = new ClosingCode();
        WebSocket line = studio.connect(session, closing);
        line.sendText("{\"drive\":{\"video\":\"jpeg\",\"sound\":\"" + sound + "\"}}", true)
                .join();
        return new CameraPage(clock, closing, line);
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
        line.sendBinary(message.flip(), true).join();
    }

    void leave() {
        line.sendClose(WebSocket.NORMAL_CLOSURE, "reload").join();
    }

    int awaitCode() throws InterruptedException, ExecutionException, TimeoutException {
        return closing.await();
    }
}
