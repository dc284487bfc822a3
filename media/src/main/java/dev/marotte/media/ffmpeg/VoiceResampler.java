package dev.marotte.media.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swresample.*;

import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** Converts 16-bit little-endian mono samples to floats at {@link VoiceEncoder#RATE}. Owns native memory; one thread. */
public final class VoiceResampler implements AutoCloseable {
    public static final int LOWEST_RATE = 8_000;
    public static final int HIGHEST_RATE = 96_000;

    private final NativeScope natives;
    private final SwrContext resampler;

    private VoiceResampler(NativeScope natives, int rate) throws IOException {
        this.natives = natives;
        resampler = natives.own(swr_alloc(), each -> swr_free(each));
        try (AVChannelLayout mono = new AVChannelLayout()) {
            av_channel_layout_default(mono, VoiceEncoder.CHANNELS);
            av_opt_set_chlayout(resampler, "in_chlayout", mono, 0);
            av_opt_set_chlayout(resampler, "out_chlayout", mono, 0);
        }
        av_opt_set_int(resampler, "in_sample_rate", rate, 0);
        av_opt_set_int(resampler, "out_sample_rate", VoiceEncoder.RATE, 0);
        av_opt_set_sample_fmt(resampler, "in_sample_fmt", AV_SAMPLE_FMT_S16, 0);
        av_opt_set_sample_fmt(resampler, "out_sample_fmt", AV_SAMPLE_FMT_FLT, 0);
        check(swr_init(resampler), "cannot resample a voice of " + rate + " Hz");
    }

    /**
     * Opens a resampler; the caller closes it.
     *
     * @param rate from {@link #LOWEST_RATE} to {@link #HIGHEST_RATE}
     */
    public static VoiceResampler from(int rate) throws IOException {
        return NativeScope.filledBy(natives -> new VoiceResampler(natives, rate));
    }

    /** Returns the samples that are final so far; a few stay buffered until more come. */
    public float[] take(Bytes pcm) throws IOException {
        int count = pcm.size() / Short.BYTES;
        int room = swr_get_out_samples(resampler, count);
        try (BytePointer in = new BytePointer((long) Math.max(1, count) * Short.BYTES);
                BytePointer out = new BytePointer((long) Math.max(1, room) * Float.BYTES);
                PointerPointer<?> inPlanes = new PointerPointer<>(1);
                PointerPointer<?> outPlanes = new PointerPointer<>(1)) {
            in.put(pcm.unsafeArray(), 0, count * Short.BYTES);
            inPlanes.put(0, in);
            outPlanes.put(0, out);
            int made = check(swr_convert(resampler, outPlanes, room, inPlanes, count), "cannot resample a voice");
            return floats(out, made);
        }
    }

    private static float[] floats(BytePointer from, int count) {
        float[] samples = new float[count];
        ByteBuffer bytes = from.limit((long) count * Float.BYTES).asByteBuffer().order(ByteOrder.nativeOrder());
        FloatBuffer values = bytes.asFloatBuffer();
        values.get(samples);
        return samples;
    }

    @Override
    public void close() {
        natives.close();
    }
}
