package dev.marotte.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/** Encodes samples as AAC or Opus at 48 kHz, stereo, without gaps from 0 on. Owns native memory; one thread. */
public final class PcmEncoder implements AutoCloseable {
    public static final int RATE = SoundReencoder.UNIFORM_RATE;
    public static final int CHANNELS = SoundReencoder.UNIFORM_CHANNELS;

    private final SoundEncoder encoder;

    private PcmEncoder(SoundEncoder encoder) {
        this.encoder = encoder;
        encoder.begin(0);
    }

    public static PcmEncoder open(AudioCodec codec, SoundReencoder.Outlet outlet) throws IOException {
        return new PcmEncoder(SoundEncoder.open(codec, RATE, CHANNELS, outlet));
    }

    /** Codec-private data in the form muxers expect. */
    public Bytes setup() {
        return encoder.setup();
    }

    /** @param samples interleaved left and right, at least one of each */
    public void take(float[] samples) throws IOException {
        int count = samples.length / CHANNELS;
        AVFrame frame = encoder.samples(count);
        try {
            if (av_sample_fmt_is_planar(encoder.format()) == 0) {
                new FloatPointer(frame.data(0)).put(samples);
            } else {
                putPlanes(samples, count, frame);
            }
            encoder.take(frame);
        } finally {
            av_frame_free(frame);
        }
    }

    private static void putPlanes(float[] samples, int count, AVFrame frame) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] plane = new float[count];
            for (int sample = 0; sample < count; sample++) {
                plane[sample] = samples[sample * CHANNELS + channel];
            }
            new FloatPointer(frame.data(channel)).put(plane);
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
