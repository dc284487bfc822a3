package dev.marotte.standalone;

import dev.marotte.media.ffmpeg.PcmDecoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A programme that speaks through a session and watches it: sends samples in pieces of 20 ms and keeps what comes, and when. */
final class VoiceClient implements WebSocket.Listener {
    static final int RATE = 16_000;
    static final int PIECE = RATE / 50;

    private static final int HEADER = 24;
    private static final byte SOUND = 2;
    private static final byte PCM = 17;
    private static final double LOUD = 0.02;
    private static final Pattern LATE = Pattern.compile("\"late\":(\\d+)");
    private static final Pattern CUT = Pattern.compile("\\{\"cut\":(\\d+)}");

    final List<Shown> pictures = new CopyOnWriteArrayList<>();
    final List<Heard> sounds = new CopyOnWriteArrayList<>();
    final List<String> words = new CopyOnWriteArrayList<>();
    final List<Cut> cuts = new CopyOnWriteArrayList<>();

    private final PcmDecoder decoder;
    private final StringBuilder text = new StringBuilder();
    private ByteBuffer parts = ByteBuffer.allocate(0);
    private volatile double level;
    private int index;

    /** A picture as the renderer drew it. */
    record Shown(long ptsMicros, long atNanos, byte[] jpeg) {}

    /** @param level the loudest sample of a unit */
    record Heard(long ptsMicros, long atNanos, double level) {
        boolean isLoud() {
            return level > LOUD;
        }
    }

    /** Word that what is before a place in the session is not heard any more, and when that came. */
    record Cut(long ptsMicros, long atNanos) {}

    VoiceClient() throws IOException {
        ByteBuffer setup = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        setup.put("OpusHead".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 1);
        setup.putShort((short) 0).putInt(48_000);
        AudioHeader header =
                new AudioHeader(new SessionId("heard"), AudioCodec.OPUS, 48_000, 1, Bytes.of(setup.array()));
        decoder = PcmDecoder.open(header, (_, samples) -> {
            level = 0;
            for (float sample : samples) {
                level = Math.max(level, Math.abs(sample));
            }
        });
    }

    @Override
    public void onOpen(WebSocket line) {
        line.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket line, CharSequence said, boolean last) {
        text.append(said);
        if (last) {
            hear(text.toString());
            text.setLength(0);
        }
        return line.sendPong(ByteBuffer.allocate(0));
    }

    private void hear(String whole) {
        Matcher cut = CUT.matcher(whole);
        if (cut.matches()) {
            cuts.add(new Cut(Long.parseLong(cut.group(1)), System.nanoTime()));
        }
        words.add(whole);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket line, ByteBuffer part, boolean last) {
        ByteBuffer joined = ByteBuffer.allocate(parts.remaining() + part.remaining());
        joined.put(parts).put(part).flip();
        parts = last ? ByteBuffer.allocate(0) : joined;
        if (last) {
            take(joined);
        }
        return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    private void take(ByteBuffer message) {
        byte[] payload = new byte[message.remaining() - HEADER];
        message.get(HEADER, payload);
        long pts = message.getLong(8);
        if (message.get(0) == SOUND) {
            decode(pts, payload);
            sounds.add(new Heard(pts, System.nanoTime(), level));
        } else {
            pictures.add(new Shown(pts, System.nanoTime(), payload));
        }
    }

    private void decode(long pts, byte[] unit) {
        try {
            decoder.take(new AudioUnit(new SessionId("heard"), 1, new Pts(pts), 20_000, Bytes.of(unit)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Sends a piece of a voice. */
    void say(WebSocket line, short[] samples, int from, int until) {
        ByteBuffer message = ByteBuffer.allocate(HEADER + 2 * (until - from));
        message.put(SOUND)
                .put((byte) 1)
                .put(PCM)
                .put((byte) 0)
                .putInt(index++)
                .putLong(0)
                .putLong(0);
        message.order(ByteOrder.LITTLE_ENDIAN);
        for (int sample = from; sample < until; sample++) {
            message.putShort(samples[sample]);
        }
        line.sendBinary(message.flip(), true).join();
    }

    /** Noise in syllables: 160 ms loud, 120 ms quiet, of which no piece sounds like another. */
    static short[] syllables(int milliseconds) {
        short[] samples = new short[milliseconds * RATE / 1000];
        for (int sample = 0; sample < samples.length; sample++) {
            boolean loud = sample % (RATE * 280 / 1000) < RATE * 160 / 1000;
            samples[sample] = (short) (loud ? ThreadLocalRandom.current().nextInt(-9000, 9000) : 0);
        }
        return samples;
    }

    /** Frames that the studio said last were too late. */
    int dropped() {
        return words.reversed().stream()
                .map(LATE::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(late -> Integer.parseInt(late.group(1)))
                .orElse(0);
    }

    List<Heard> loudSince(long nanos) {
        return new ArrayList<>(sounds.stream()
                .filter(heard -> heard.atNanos() >= nanos && heard.isLoud())
                .toList());
    }
}
