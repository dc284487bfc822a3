package dev.marotte.standalone.bench;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.studio.ffmpeg.PageEncoder;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page without a browser: pushes a clip as a camera, again and again, and notes when the avatar's picture of each frame is there. Nothing is encoded or decoded meanwhile. */
final class CameraClient implements WebSocket.Listener {
    private static final int HEADER = 24;
    private static final byte PICTURE = 1;
    private static final byte H264 = 1;
    private static final int KEY_EVERY = 50;

    private final List<PageEncoder.Unit> clip;
    private final List<Long> ages = new CopyOnWriteArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer parts = ByteBuffer.allocate(0);
    private volatile String figures = "";
    private volatile boolean measuring;
    private int sent;

    private CameraClient(List<PageEncoder.Unit> clip) {
        this.clip = List.copyOf(clip);
    }

    /** Encodes a clip as a browser does. */
    static CameraClient of(Path clip) throws IOException {
        List<PageEncoder.Unit> units = new ArrayList<>();
        try (DrivingSource source = FfmpegSources.open(clip, new SourceSettings(25, 640, 85, 900_000))) {
            List<PageEncoder> encoder = new ArrayList<>();
            for (Media media = source.next(); !(media instanceof Media.End); media = source.next()) {
                if (media instanceof Media.Frame) {
                    var picture = source.encode();
                    if (encoder.isEmpty()) {
                        encoder.add(PageEncoder.open(picture));
                    }
                    units.add(encoder.getFirst().encode(picture, units.size() % KEY_EVERY == 0));
                }
            }
            encoder.forEach(PageEncoder::close);
        }
        return new CameraClient(units);
    }

    /** Sends the next frame, captured now. */
    void send(WebSocket line) {
        PageEncoder.Unit unit = clip.get(sent % clip.size());
        long now = FrameTiming.microsOf(Instant.now());
        ByteBuffer message = ByteBuffer.allocate(HEADER + unit.bytes().size());
        message.put(PICTURE).put((byte) (unit.key() ? 1 : 0)).put(H264).put((byte) 0);
        message.putInt(sent++).putLong(now).putLong(now).put(unit.bytes().view());
        line.sendBinary(message.flip(), true).join();
    }

    /** From now on frames count. */
    void measure() {
        ages.clear();
        measuring = true;
    }

    @Override
    public void onOpen(WebSocket line) {
        line.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket line, CharSequence said, boolean last) {
        text.append(said);
        if (last) {
            figures = text.indexOf("\"figures\"") > 0 ? text.toString() : figures;
            text.setLength(0);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket line, ByteBuffer part, boolean last) {
        ByteBuffer joined = ByteBuffer.allocate(parts.remaining() + part.remaining());
        joined.put(parts).put(part).flip();
        parts = last ? ByteBuffer.allocate(0) : joined;
        if (last && joined.get(0) == PICTURE) {
            long captured = joined.getLong(16);
            if (captured > 0) {
                ages.add(FrameTiming.microsOf(Instant.now()) - captured);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    boolean isMeasuring() {
        return measuring;
    }

    /** Of each picture that came, in microseconds. */
    List<Long> ages() {
        return List.copyOf(ages);
    }

    /** What the studio said last of its own steps. */
    String figures() {
        return figures;
    }
}
