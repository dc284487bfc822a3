package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes samples as AAC at 48 kHz, stereo, without a gap from 0 on. Owns native memory; one thread. */
public final class PcmEncoder implements AutoCloseable {
    public static final int RATE = SoundReencoder.UNIFORM_RATE;
    public static final int CHANNELS = SoundReencoder.UNIFORM_CHANNELS;

    private final SoundEncoder encoder;

    private PcmEncoder(SoundEncoder encoder) {
        this.encoder = encoder;
        encoder.begin(0);
    }

    public static PcmEncoder open(SoundReencoder.Outlet outlet) throws IOException {
        return new PcmEncoder(SoundEncoder.open(AudioCodec.AAC, RATE, CHANNELS, outlet));
    }

    /** Codec-private data as muxers want it. */
    public Bytes setup() {
        return encoder.setup();
    }

    /** @param samples left and right in turn, at least one of each */
    public void take(float[] samples) throws IOException {
        int count = samples.length / CHANNELS;
        AVFrame frame = encoder.samples(count);
        try {
            for (int channel = 0; channel < CHANNELS; channel++) {
                float[] plane = new float[count];
                for (int sample = 0; sample < count; sample++) {
                    plane[sample] = samples[sample * CHANNELS + channel];
                }
                new FloatPointer(frame.data(channel)).put(plane);
            }
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
