package dev.marotte.standalone.cluster;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.standalone.StudioClient;
import dev.marotte.studio.live.MediaMessage;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.MediaMessage.Kind;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that drives one live session and watches it, and counts what it is shown. Sends on one thread. */
final class LiveClient implements WebSocket.Listener {
    private static final int KIND = 0;
    private static final int SOUND = 2;

    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicInteger sounds = new AtomicInteger();
    private final WebSocket line;
    private boolean inside;
    private int index;

    private LiveClient(StudioClient studio, String session) {
        line = studio.connect(session, this);
    }

    /** @param drive what is going to be sent, as the studio's JSON says it */
    static LiveClient of(StudioClient studio, String session, String drive) {
        LiveClient client = watching(studio, session);
        client.tell("{\"drive\":" + drive + "}");
        return client;
    }

    /** One that sends nothing. */
    static LiveClient watching(StudioClient studio, String session) {
        LiveClient client = new LiveClient(studio, session);
        client.tell("{\"watch\":{\"video\":\"jpeg\"}}");
        return client;
    }

    private void tell(String words) {
        line.sendText(words, true).join();
    }

    /** Pictures so far, also of the slate. */
    int pictures() {
        return pictures.get();
    }

    /** Units of sound so far. */
    int sounds() {
        return sounds.get();
    }

    void show(byte[] jpeg) {
        send(Kind.PICTURE, Coding.JPEG, jpeg);
    }

    /** @param samples 16 bits each, little-endian, 48 kHz */
    void say(byte[] samples) {
        send(Kind.SOUND, Coding.PCM, samples);
    }

    private void send(Kind kind, Coding coding, byte[] payload) {
        long micros = FrameTiming.microsOf(Instant.now());
        var message = new MediaMessage(kind, true, false, coding, index++, micros, micros, Bytes.of(payload));
        line.sendBinary(ByteBuffer.wrap(message.write()), true).join();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        if (!inside) {
            (part.get(part.position() + KIND) == SOUND ? sounds : pictures).incrementAndGet();
        }
        inside = !last;
        return from.sendPong(ByteBuffer.allocate(0));
    }
}
