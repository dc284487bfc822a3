package dev.marotte.media.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swresample.*;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.jspecify.annotations.Nullable;

/**
 * Decodes sound and encodes it again as AAC or Opus: one channel, two or 5.1.
 *
 * <p>Samples keep the times of their packets: gaps become silence, overlaps are cut, and sound before time 0 (the priming of the
 * first codec) is left out. The second codec's own priming gives the first unit a negative pts, as muxers expect.
 *
 * <p>Owns its native memory; not thread-safe.
 */
public final class SoundReencoder implements AutoCloseable {
    /** Receives the encoded units in order. */
    @FunctionalInterface
    public interface Outlet {
        void unit(long ptsMicros, long durationMicros, Bytes bytes) throws IOException;
    }

    public static final int UNIFORM_RATE = 48_000;
    public static final int UNIFORM_CHANNELS = 2;

    /** Timestamps rounded to a container's tick, often 1 ms, must not become clicks; a larger deviation is heard as an echo. */
    private static final double TOLERATED_SECONDS = 0.02;

    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);

    private final NativeScope natives;
    private final AVCodecContext decoder;
    private final SwrContext resampler;
    private final SoundEncoder encoder;
    private final AVFrame decoded;
    /** Whether a sample has arrived that is not before time 0. */
    private boolean begun;

    private int decodedRate;
    private String decodedForm = "";

    private SoundReencoder(NativeScope natives, AVCodecContext decoder, SoundEncoder encoder) {
        this.natives = natives;
        this.decoder = decoder;
        this.encoder = encoder;
        resampler = natives.own(swr_alloc(), each -> swr_free(each));
        decoded = natives.own(av_frame_alloc(), each -> av_frame_free(each));
    }

    /** @param source stays the caller's, and is not needed afterwards */
    public static SoundReencoder open(AVCodecParameters source, AudioCodec target, Outlet outlet) throws IOException {
        return NativeScope.filledBy(natives -> {
            AVCodecContext decoder = openDecoder(natives, source);
            int channels = decoder.ch_layout().nb_channels();
            return new SoundReencoder(
                    natives,
                    decoder,
                    natives.own(
                            SoundEncoder.open(target, decoder.sample_rate(), channels, outlet), SoundEncoder::close));
        });
    }

    /**
     * Converts any sound to the same form, AAC at 48 kHz, stereo, so that a source may change when it reconnects.
     *
     * @param source stays the caller's, and is not needed afterwards
     */
    public static SoundReencoder openUniform(AVCodecParameters source, Outlet outlet) throws IOException {
        return NativeScope.filledBy(natives -> new SoundReencoder(
                natives, openDecoder(natives, source), natives.own(uniform(outlet), SoundEncoder::close)));
    }

    private static SoundEncoder uniform(Outlet outlet) throws IOException {
        return SoundEncoder.open(AudioCodec.AAC, UNIFORM_RATE, UNIFORM_CHANNELS, outlet);
    }

    /** The setup of the sound that {@link #openUniform} produces. */
    public static Bytes uniformSetup() {
        try (SoundEncoder encoder = uniform((_, _, _) -> {})) {
            return encoder.setup();
        } catch (IOException e) {
            throw new IllegalStateException("FFmpeg has no encoder for AAC", e);
        }
    }

    private static AVCodecContext openDecoder(NativeScope natives, AVCodecParameters source) throws IOException {
        AVCodec codec = avcodec_find_decoder(source.codec_id());
        if (codec == null) {
            throw new IOException("no decoder for its sound");
        }
        AVCodecContext context = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        avcodec_parameters_to_context(context, source);
        context.pkt_timebase(MICROSECONDS);
        check(avcodec_open2(context, codec, (AVDictionary) null), "cannot decode its sound");
        return context;
    }

    public int sampleRate() {
        return encoder.rate();
    }

    public int channels() {
        return encoder.layout().nb_channels();
    }

    /** The number of samples at {@link #sampleRate} that a player drops at the start. */
    public int priming() {
        return encoder.priming();
    }

    /** Codec-private data in the form muxers expect. */
    public Bytes setup() {
        return encoder.setup();
    }

    /** Decodes one packet whose pts is in microseconds on the session's timeline; a packet that cannot be decoded leaves a gap. */
    public void take(AVPacket packet) throws IOException {
        if (avcodec_send_packet(decoder, packet) >= 0) {
            receiveDecoded();
        }
    }

    /** Encodes everything that is still buffered, including the last unit. */
    public void drain() throws IOException {
        avcodec_send_packet(decoder, null);
        receiveDecoded();
        if (begun) {
            resample(null);
            encoder.drain();
        }
    }

    private void receiveDecoded() throws IOException {
        while (avcodec_receive_frame(decoder, decoded) >= 0) {
            nameChannels(decoded.ch_layout());
            fitResampler();
            if (align()) {
                resample(decoded);
            }
            av_frame_unref(decoded);
        }
    }

    /** PCM often declares only the number of channels. */
    private static void nameChannels(AVChannelLayout channels) {
        if (channels.order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(channels, channels.nb_channels());
        }
    }

    /** Broadcasts switch from stereo to surround and back between two packets. */
    private void fitResampler() throws IOException {
        String form = decoded.sample_rate() + "/" + decoded.format() + "/"
                + decoded.ch_layout().nb_channels();
        if (form.equals(decodedForm)) {
            return;
        }
        if (swr_is_initialized(resampler) != 0) {
            resample(null);
            swr_close(resampler);
        }
        decodedForm = form;
        openResampler();
    }

    private void openResampler() throws IOException {
        decodedRate = decoded.sample_rate();
        av_opt_set_chlayout(resampler, "in_chlayout", decoded.ch_layout(), 0);
        av_opt_set_int(resampler, "in_sample_rate", decodedRate, 0);
        av_opt_set_sample_fmt(resampler, "in_sample_fmt", decoded.format(), 0);
        av_opt_set_chlayout(resampler, "out_chlayout", encoder.layout(), 0);
        av_opt_set_int(resampler, "out_sample_rate", encoder.rate(), 0);
        av_opt_set_sample_fmt(resampler, "out_sample_fmt", encoder.format(), 0);
        check(swr_init(resampler), "cannot resample its sound");
    }

    /** Aligns the resampler's next output with the time of the decoded samples; false if all of them are before it. */
    private boolean align() {
        int rate = encoder.rate();
        long duration = av_rescale(decoded.nb_samples(), rate, decodedRate);
        long expected = encoder.end() + swr_get_delay(resampler, rate);
        long start = decoded.best_effort_timestamp() == AV_NOPTS_VALUE
                ? expected
                : av_rescale(decoded.best_effort_timestamp(), rate, 1_000_000);
        if (!begun) {
            return begin(start, duration);
        }
        long gap = start - expected;
        if (gap > TOLERATED_SECONDS * rate) {
            swr_inject_silence(resampler, (int) Math.min(av_rescale(gap, decodedRate, rate), Integer.MAX_VALUE));
        }
        return gap >= -TOLERATED_SECONDS * rate || cut(-gap, duration);
    }

    private boolean begin(long start, long duration) {
        if (start + duration <= 0) {
            return false;
        }
        begun = true;
        encoder.begin(Math.max(start, 0));
        return start >= 0 || cut(-start, duration);
    }

    private boolean cut(long samples, long duration) {
        if (samples >= duration) {
            return false;
        }
        swr_drop_output(resampler, (int) samples);
        return true;
    }

    /** @param input samples, absent to drain the resampler */
    private void resample(@Nullable AVFrame input) throws IOException {
        int inputSamples = input == null ? 0 : input.nb_samples();
        AVFrame output = encoder.samples(Math.max(swr_get_out_samples(resampler, inputSamples), 1));
        try {
            check(swr_convert_frame(resampler, output, input), "cannot resample its sound");
            encoder.take(output);
        } finally {
            av_frame_free(output);
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
