package dev.marotte.sink.live;

import dev.marotte.media.ffmpeg.PcmEncoder;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.Inlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A clapper in real time by a clock of its own: at each of its seconds a white picture of 40 ms and a tone of 40 ms, else black and silence. One thread. */
final class ClappingSource implements Inlet {
    private static final SessionId SESSION = new SessionId("demo");
    private static final long FRAME_MICROS = 40_000;
    private static final int FRAMES_A_SECOND = 25;
    private static final int WHITE = 235;
    private static final int BLACK = 16;

    private final double clock;
    private final long start = System.nanoTime();
    private final List<Received> given = new ArrayList<>();
    private final PcmEncoder sounds;
    private long index;
    private long sequence;

    /** @param clock seconds of its own in one of the machine's */
    ClappingSource(double clock) throws IOException {
        this.clock = clock;
        sounds = PcmEncoder.open(AudioCodec.AAC, this::sound);
        given.add(new Received.OfSound(
                new AudioHeader(SESSION, AudioCodec.AAC, PcmEncoder.RATE, PcmEncoder.CHANNELS, sounds.setup())));
        sequence++;
    }

    private void sound(long ptsMicros, long durationMicros, Bytes bytes) {
        given.add(new Received.OfSound(new AudioUnit(SESSION, sequence++, new Pts(ptsMicros), durationMicros, bytes)));
    }

    @Override
    public List<Received> poll(Duration wait) {
        LockSupport.parkNanos(Math.min(wait.toNanos(), 10_000_000));
        double now = (System.nanoTime() - start) / 1e3 * clock;
        while (index * FRAME_MICROS <= now) {
            give(index % FRAMES_A_SECOND == 0);
            index++;
        }
        List<Received> all = List.copyOf(given);
        given.clear();
        return all;
    }

    /** The sound of a frame's time comes before it. */
    private void give(boolean clap) {
        float[] samples = new float[PcmEncoder.RATE / FRAMES_A_SECOND * PcmEncoder.CHANNELS];
        for (int sample = 0; clap && sample < samples.length; sample++) {
            int moment = sample / PcmEncoder.CHANNELS;
            samples[sample] = (float) Math.sin(moment / 8.0);
        }
        try {
            sounds.take(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        given.add(new Received.OfFrame(new RenderedMessage.Rendered(
                new FrameStamp(SESSION, index, new Pts(index * FRAME_MICROS)),
                FrameTiming.unhurried(Instant.now()),
                grey(clap ? WHITE : BLACK),
                new RenderedMessage.Alpha.None(),
                new RenderedMessage.StageTimes(0, 0, 0, 1))));
    }

    private static Picture grey(int level) {
        byte[] pixels = new byte[320 * 240 * 3];
        Arrays.fill(pixels, (byte) level);
        return new Picture(PictureCodec.RAW_BGR, 320, 240, Bytes.of(pixels));
    }

    @Override
    public void close() {
        sounds.close();
    }
}
