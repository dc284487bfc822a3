package dev.marotte.speech.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swresample.*;

import dev.marotte.media.ffmpeg.FfmpegLog;
import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.speech.SampleDecoder;
import dev.marotte.speech.VoiceSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Decodes AAC or Opus, as stored in Kafka, to samples at their times: gaps become silence, overlaps and samples before 0 are cut. */
public final class FfmpegSampleDecoder implements SampleDecoder {
    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);
    /** Tolerance in samples: timestamps are rounded, so units that are closer than this are meant to touch. */
    private static final int TOLERATED = VoiceSamples.RATE / 50;

    private static final float[] NOTHING = {};

    private final NativeScope natives;
    private final AVCodecContext decoder;
    private final SwrContext resampler;
    private final AVPacket packet;
    private final AVFrame decoded;
    private final SampleLine line = new SampleLine(TOLERATED);
    private String form = "";

    private FfmpegSampleDecoder(NativeScope natives, AudioHeader header) throws IOException {
        this.natives = natives;
        decoder = openDecoder(natives, header);
        resampler = natives.own(swr_alloc(), each -> swr_free(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        decoded = natives.own(av_frame_alloc(), each -> av_frame_free(each));
    }

    /**
     * Opens a decoder; the caller closes it.
     *
     * @throws IllegalStateException if this build of FFmpeg cannot decode what ingest sends
     */
    public static FfmpegSampleDecoder open(AudioHeader header) {
        FfmpegLog.silence();
        try {
            return NativeScope.filledBy(natives -> new FfmpegSampleDecoder(natives, header));
        } catch (IOException e) {
            throw new IllegalStateException("the voice cannot be decoded", e);
        }
    }

    private static AVCodecContext openDecoder(NativeScope natives, AudioHeader header) throws IOException {
        AVCodec codec = avcodec_find_decoder(header.codec() == AudioCodec.OPUS ? AV_CODEC_ID_OPUS : AV_CODEC_ID_AAC);
        AVCodecContext context = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        byte[] setup = header.setup().unsafeArray();
        BytePointer extradata =
                new BytePointer(av_mallocz(setup.length + AV_INPUT_BUFFER_PADDING_SIZE)).capacity(setup.length);
        context.extradata(extradata.put(setup)).extradata_size(setup.length);
        context.sample_rate(header.sampleRate()).pkt_timebase(MICROSECONDS);
        av_channel_layout_default(context.ch_layout(), header.channels());
        check(avcodec_open2(context, codec, (AVDictionary) null), "cannot decode the voice");
        return context;
    }

    @Override
    public float[] take(AudioUnit unit) {
        try {
            check(av_new_packet(packet, unit.bytes().size()), "no memory for sound");
            packet.data().put(unit.bytes().unsafeArray());
            packet.pts(unit.pts().micros()).duration(unit.durationMicros());
            int result = avcodec_send_packet(decoder, packet);
            av_packet_unref(packet);
            return result < 0 ? NOTHING : receive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public float[] drain() {
        try {
            avcodec_send_packet(decoder, null);
            float[] last = receive();
            return form.isEmpty() ? last : joined(last, line.following(converted(null)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[] receive() throws IOException {
        float[] samples = NOTHING;
        while (avcodec_receive_frame(decoder, decoded) >= 0) {
            fitResampler();
            long micros = decoded.best_effort_timestamp();
            long start = micros == AV_NOPTS_VALUE
                    ? line.expected()
                    : av_rescale(micros, VoiceSamples.RATE, 1_000_000) - swr_get_delay(resampler, VoiceSamples.RATE);
            samples = joined(samples, line.placed(start, converted(decoded)));
            av_frame_unref(decoded);
        }
        return samples;
    }

    /** Adapts the resampler, because a stream may change its format between two units. */
    private void fitResampler() throws IOException {
        AVChannelLayout channels = decoded.ch_layout();
        String now = decoded.sample_rate() + "/" + decoded.format() + "/" + channels.nb_channels();
        if (now.equals(form)) {
            return;
        }
        swr_close(resampler);
        form = now;
        try (AVChannelLayout mono = new AVChannelLayout()) {
            av_channel_layout_default(mono, 1);
            av_opt_set_chlayout(resampler, "in_chlayout", channels, 0);
            av_opt_set_int(resampler, "in_sample_rate", decoded.sample_rate(), 0);
            av_opt_set_sample_fmt(resampler, "in_sample_fmt", decoded.format(), 0);
            av_opt_set_chlayout(resampler, "out_chlayout", mono, 0);
            av_opt_set_int(resampler, "out_sample_rate", VoiceSamples.RATE, 0);
            av_opt_set_sample_fmt(resampler, "out_sample_fmt", AV_SAMPLE_FMT_FLT, 0);
            check(swr_init(resampler), "cannot resample the voice");
        }
    }

    /** @param input absent to drain the resampler */
    private float[] converted(@Nullable AVFrame input) throws IOException {
        AVFrame output = av_frame_alloc();
        try {
            int room = Math.max(1, swr_get_out_samples(resampler, input == null ? 0 : input.nb_samples()));
            av_channel_layout_default(output.ch_layout(), 1);
            output.sample_rate(VoiceSamples.RATE).format(AV_SAMPLE_FMT_FLT).nb_samples(room);
            check(av_frame_get_buffer(output, 0), "no memory for sound");
            check(swr_convert_frame(resampler, output, input), "cannot resample the voice");
            float[] samples = new float[output.nb_samples()];
            new FloatPointer(output.data(0)).get(samples);
            return samples;
        } finally {
            av_frame_free(output);
        }
    }

    private static float[] joined(float[] one, float[] other) {
        float[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Override
    public void close() {
        natives.close();
    }
}
