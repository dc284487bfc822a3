package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes a voice as Opus, 48 kHz and one channel, without gaps from 0 on: every 20 ms become a unit at once. Owns native memory; one thread. */
public final class VoiceEncoder implements AutoCloseable {
    public static final int RATE = 48_000;
    public static final int CHANNELS = 1;
    /** The number of samples in a unit. */
    public static final int UNIT = RATE / 50;

    private final SoundEncoder encoder;

    private VoiceEncoder(SoundEncoder encoder) {
        this.encoder = encoder;
        encoder.begin(0);
    }

    /** Opens an encoder; the caller closes it. */
    public static VoiceEncoder open(SoundReencoder.Outlet outlet) throws IOException {
        return new VoiceEncoder(SoundEncoder.open(AudioCodec.OPUS, RATE, CHANNELS, outlet));
    }

    /** Codec-private data in the form muxers expect. */
    public Bytes setup() {
        return encoder.setup();
    }

    /** @param samples {@link #UNIT} of them, from -1 to 1 */
    public void take(float[] samples) throws IOException {
        AVFrame frame = encoder.samples(samples.length);
        try {
            new FloatPointer(frame.data(0)).put(samples);
            encoder.take(frame);
        } finally {
            av_frame_free(frame);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
