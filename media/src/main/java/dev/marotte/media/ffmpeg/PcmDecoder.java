package dev.marotte.media.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swresample.*;

import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Decodes units of a session's sound to samples at 48 kHz, stereo. A unit that cannot be decoded gives no samples. Owns native memory; one thread. */
public final class PcmDecoder implements AutoCloseable {
    private static final AVRational MICROSECONDS = av_make_q(1, 1_000_000);

    private final NativeScope natives;
    private final Outlet outlet;
    private final AVCodecContext context;
    private final SwrContext resampler;
    private final AVPacket packet;
    private final AVFrame decoded;
    private final AVFrame uniform;

    /** Receives samples, interleaved left and right, and the time of the first. */
    @FunctionalInterface
    public interface Outlet {
        void samples(long ptsMicros, float[] samples);
    }

    private PcmDecoder(NativeScope natives, AudioHeader header, Outlet outlet) throws IOException {
        this.natives = natives;
        this.outlet = outlet;
        context = natives.own(open(header), each -> avcodec_free_context(each));
        resampler = natives.own(swr_alloc(), each -> swr_free(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        decoded = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        uniform = natives.own(av_frame_alloc(), each -> av_frame_free(each));
    }

    /** Opens a decoder for the sound that a header describes. */
    public static PcmDecoder open(AudioHeader header, Outlet outlet) throws IOException {
        return NativeScope.filledBy(natives -> new PcmDecoder(natives, header, outlet));
    }

    private static AVCodecContext open(AudioHeader header) throws IOException {
        AVCodec codec = avcodec_find_decoder(header.codec() == AudioCodec.OPUS ? AV_CODEC_ID_OPUS : AV_CODEC_ID_AAC);
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(header.sampleRate()).pkt_timebase(MICROSECONDS);
        av_channel_layout_default(context.ch_layout(), header.channels());
        byte[] setup = header.setup().unsafeArray();
        BytePointer memory = new BytePointer(av_mallocz(setup.length + AV_INPUT_BUFFER_PADDING_SIZE));
        context.extradata(memory.capacity(setup.length).put(setup)).extradata_size(setup.length);
        check(avcodec_open2(context, codec, (AVDictionary) null), "cannot decode its sound");
        return context;
    }

    public void take(AudioUnit unit) throws IOException {
        Bytes bytes = unit.bytes();
        check(av_new_packet(packet, bytes.size()), "no memory for sound");
        packet.data().put(bytes.unsafeArray());
        packet.pts(unit.pts().micros()).duration(unit.durationMicros());
        if (avcodec_send_packet(context, packet) >= 0) {
            receive();
        }
        av_packet_unref(packet);
    }

    private void receive() throws IOException {
        while (avcodec_receive_frame(context, decoded) >= 0) {
            long pts = decoded.best_effort_timestamp();
            convert();
            if (pts != AV_NOPTS_VALUE && uniform.nb_samples() > 0) {
                float[] samples = new float[uniform.nb_samples() * PcmEncoder.CHANNELS];
                new FloatPointer(uniform.data(0)).get(samples);
                outlet.samples(pts, samples);
            }
            av_frame_unref(uniform);
            av_frame_unref(decoded);
        }
    }

    private void convert() throws IOException {
        uniform.format(AV_SAMPLE_FMT_FLT).sample_rate(PcmEncoder.RATE);
        av_channel_layout_default(uniform.ch_layout(), PcmEncoder.CHANNELS);
        int result = swr_convert_frame(resampler, uniform, decoded);
        if (result == AVERROR_INPUT_CHANGED) {
            swr_close(resampler);
            result = swr_convert_frame(resampler, uniform, decoded);
        }
        check(result, "cannot resample its sound");
    }

    @Override
    public void close() {
        natives.close();
    }
}
