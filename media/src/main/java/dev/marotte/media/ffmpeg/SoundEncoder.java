package dev.marotte.media.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.SoundReencoder.Outlet;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Encodes consecutive samples, in its own sample format, as AAC or Opus. Owns its native memory; not thread-safe. */
final class SoundEncoder implements AutoCloseable {
    private static final int OPUS_RATE = 48_000;
    private static final int BITS_PER_CHANNEL = 96_000;
    /** 5.1. */
    private static final int SURROUND = 6;

    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);

    private final NativeScope natives;
    private final Outlet outlet;
    private final AVCodecContext context;
    /** Samples wait here until they fill a frame. */
    private final AVAudioFifo waiting;

    private final AVPacket encoded;
    /** Time of the next sample to encode, in samples. */
    private long next;

    private SoundEncoder(NativeScope natives, AVCodecContext context, Outlet outlet) {
        this.natives = natives;
        this.outlet = outlet;
        this.context = context;
        waiting = natives.own(
                av_audio_fifo_alloc(context.sample_fmt(), layout().nb_channels(), context.frame_size()),
                each -> av_audio_fifo_free(each));
        encoded = natives.own(av_packet_alloc(), each -> av_packet_free(each));
    }

    /** @param channels of the source: 5.1 is kept, any other number above two is mixed down */
    static SoundEncoder open(AudioCodec target, int sourceRate, int channels, Outlet outlet) throws IOException {
        return NativeScope.filledBy(
                natives -> new SoundEncoder(natives, openContext(natives, target, sourceRate, kept(channels)), outlet));
    }

    /** The channel counts that AAC, Opus, the containers and players all map to the same speakers. */
    private static int kept(int channels) {
        return switch (channels) {
            case 1, 2, SURROUND -> channels;
            default -> 2;
        };
    }

    private static AVCodecContext openContext(NativeScope natives, AudioCodec target, int sourceRate, int channels)
            throws IOException {
        AVCodec codec = target == AudioCodec.OPUS
                ? avcodec_find_encoder_by_name("libopus")
                : avcodec_find_encoder(AV_CODEC_ID_AAC);
        AVCodecContext context = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        int rate = target == AudioCodec.OPUS ? OPUS_RATE : aacRate(sourceRate);
        av_channel_layout_default(context.ch_layout(), channels);
        context.sample_rate(rate)
                .sample_fmt(target == AudioCodec.OPUS ? AV_SAMPLE_FMT_FLT : AV_SAMPLE_FMT_FLTP)
                .bit_rate((long) BITS_PER_CHANNEL * channels)
                .time_base(av_make_q(1, rate))
                .flags(AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(context, codec, (AVDictionary) null), "cannot encode sound");
        return context;
    }

    /** The source's rate if AAC and its players support it, else 48 kHz. */
    private static int aacRate(int rate) {
        return switch (rate) {
            case 16_000, 22_050, 24_000, 32_000, 44_100, 48_000 -> rate;
            default -> OPUS_RATE;
        };
    }

    int rate() {
        return context.sample_rate();
    }

    int format() {
        return context.sample_fmt();
    }

    AVChannelLayout layout() {
        return context.ch_layout();
    }

    int priming() {
        return context.initial_padding();
    }

    Bytes setup() {
        byte[] setup = new byte[context.extradata_size()];
        context.extradata().get(setup);
        return Bytes.of(setup);
    }

    /** Sets the first sample's time, in samples; called before any is taken. */
    void begin(long start) {
        next = start;
    }

    /** The end time of the samples taken so far, in samples. */
    long end() {
        return next + av_audio_fifo_size(waiting);
    }

    /** @param samples stay the caller's */
    void take(AVFrame samples) throws IOException {
        check(av_audio_fifo_write(waiting, samples.extended_data(), samples.nb_samples()), "cannot keep its sound");
        while (av_audio_fifo_size(waiting) >= context.frame_size()) {
            encode(context.frame_size());
        }
    }

    /** Encodes everything that is still buffered, including the last unit. */
    void drain() throws IOException {
        if (av_audio_fifo_size(waiting) > 0) {
            encode(av_audio_fifo_size(waiting));
        }
        avcodec_send_frame(context, null);
        receive();
    }

    /** Allocates memory for samples in the encoder's format; the caller frees it. */
    AVFrame samples(int count) throws IOException {
        AVFrame frame = av_frame_alloc();
        frame.format(format()).sample_rate(rate()).nb_samples(count);
        av_channel_layout_copy(frame.ch_layout(), layout());
        check(av_frame_get_buffer(frame, 0), "cannot keep its sound");
        return frame;
    }

    private void encode(int size) throws IOException {
        AVFrame frame = samples(size);
        try {
            av_audio_fifo_read(waiting, frame.extended_data(), size);
            frame.pts(next);
            next += size;
            check(avcodec_send_frame(context, frame), "cannot encode sound");
            receive();
        } finally {
            av_frame_free(frame);
        }
    }

    private void receive() throws IOException {
        while (avcodec_receive_packet(context, encoded) >= 0) {
            byte[] bytes = new byte[encoded.size()];
            encoded.data().get(bytes);
            outlet.unit(micros(encoded.pts()), micros(encoded.duration()), Bytes.of(bytes));
            av_packet_unref(encoded);
        }
    }

    private long micros(long samples) {
        return av_rescale_q(samples, context.time_base(), MICROSECONDS);
    }

    @Override
    public void close() {
        natives.close();
    }
}
