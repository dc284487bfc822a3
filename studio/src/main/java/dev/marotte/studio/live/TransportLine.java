package dev.marotte.studio.live;

import dev.marotte.schemas.Bytes;
import dev.marotte.studio.ffmpeg.TransportStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Sends a session as a stream to a program such as OBS, which needs a single timeline ({@link StreamTimeline}) and continuous sound: gaps are filled with
 * silence. One thread sends.
 */
final class TransportLine implements ViewerLine, AutoCloseable {
    /** Mono Opus silence of 20 ms: a frame of CELT without energy. */
    private static final Bytes SILENCE = Bytes.of(new byte[] {(byte) 0xf8, (byte) 0xff, (byte) 0xfe});

    private static final long SILENCE_MICROS = 20_000;
    /** Sound comes before its picture; if it is this late, it is not coming. */
    private static final long LATEST_SOUND = 500_000;

    private final OutputStream out;
    private final TransportStream stream;
    private final LongSupplier nanoTime;
    private final StreamTimeline timeline = new StreamTimeline();
    private long soundEnd;
    private boolean over;

    private TransportLine(OutputStream out, TransportStream stream, LongSupplier nanoTime) {
        this.out = out;
        this.stream = stream;
        this.nanoTime = nanoTime;
    }

    /**
     * Begins a stream; the caller closes it.
     *
     * @param out is closed by the caller
     * @param nanoTime monotonic
     */
    static TransportLine to(OutputStream out, LongSupplier nanoTime) throws IOException {
        return new TransportLine(out, TransportStream.open(OpusUnits.setup()), nanoTime);
    }

    /** @throws UncheckedIOException if the program is gone */
    @Override
    public void send(byte[] message) {
        try {
            MediaMessage media = MediaMessage.read(ByteBuffer.wrap(message)).orElseThrow();
            switch (media.kind()) {
                case PICTURE -> picture(media);
                case SOUND -> sound(media);
                case SHOWN -> {}
            }
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void picture(MediaMessage media) throws IOException {
        long pts = media.captureMicros() > 0 ? timeline.picture(media.ptsMicros(), now()) : timeline.slate(now());
        fillSound(pts);
        out.write(stream.picture(pts, media.key(), media.payload()).unsafeArray());
    }

    private long now() {
        return nanoTime.getAsLong() / 1_000;
    }

    private void fillSound(long picturePts) throws IOException {
        soundEnd = Math.max(soundEnd, picturePts - 2 * LATEST_SOUND);
        while (soundEnd < picturePts - LATEST_SOUND) {
            sound(soundEnd, SILENCE_MICROS, SILENCE);
        }
    }

    private void sound(MediaMessage media) throws IOException {
        OptionalLong pts = timeline.sound(media.ptsMicros(), now());
        if (pts.isPresent()) {
            sound(pts.getAsLong(), OpusUnits.durationMicros(media.payload()), media.payload());
        }
    }

    private void sound(long pts, long duration, Bytes unit) throws IOException {
        if (pts >= soundEnd) {
            out.write(stream.sound(pts, duration, unit).unsafeArray());
            soundEnd = pts + duration;
        }
    }

    @Override
    public void tell(String words) {
        if (words.contains("\"ended\"")) {
            over = true;
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close(int code, String reason) {
        over = true;
    }

    @Override
    public void close() {
        stream.close();
    }
}
