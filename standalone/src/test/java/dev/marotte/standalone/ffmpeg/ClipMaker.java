package dev.marotte.standalone.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Muxes JPEG pictures with any times, and samples of sound, into a clip; nothing is encoded here, so every oddity stays as it is asked for. */
public final class ClipMaker {
    /** Of the sound: mono, 16 bits. */
    public static final int SAMPLE_RATE = 16_000;

    private static final AVRational MILLISECONDS = av_make_q(1, 1000);

    private ClipMaker() {}

    /** A picture of the clip and when it is shown. */
    public record Shot(byte[] jpeg, long millis) {}

    /**
     * Writes {@code file} in the container that its name says; a clip without shots has sound only.
     *
     * @param samples of 16 bits, little endian; none makes the clip silent
     */
    public static void write(Path file, int width, int height, List<Shot> shots, byte[] samples) throws IOException {
        AVFormatContext format = new AVFormatContext(null);
        check(
                avformat_alloc_output_context2(format, (AVOutputFormat) null, null, file.toString()),
                "cannot make a clip");
        AVIOContext output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE), "cannot write the clip");
        format.pb(output);
        try {
            write(format, width, height, shots, samples);
        } finally {
            avio_closep(output);
            avformat_free_context(format);
        }
    }

    private static void write(AVFormatContext format, int width, int height, List<Shot> shots, byte[] samples)
            throws IOException {
        if (!shots.isEmpty()) {
            addPictures(format, width, height);
        }
        if (samples.length > 0) {
            addSound(format);
        }
        check(avformat_write_header(format, (AVDictionary) null), "cannot write the clip's header");
        for (Shot shot : shots) {
            writePacket(format, format.streams(0), shot.jpeg(), shot.millis());
        }
        writeSound(format, samples);
        check(av_write_trailer(format), "cannot end the clip");
    }

    private static void addPictures(AVFormatContext format, int width, int height) {
        AVStream stream = avformat_new_stream(format, null);
        stream.time_base(MILLISECONDS);
        stream.avg_frame_rate(av_make_q(25, 1));
        stream.codecpar()
                .codec_type(AVMEDIA_TYPE_VIDEO)
                .codec_id(AV_CODEC_ID_MJPEG)
                .format(AV_PIX_FMT_YUVJ420P);
        stream.codecpar().width(width).height(height);
    }

    private static void addSound(AVFormatContext format) {
        AVStream stream = avformat_new_stream(format, null);
        stream.time_base(av_make_q(1, SAMPLE_RATE));
        stream.codecpar()
                .codec_type(AVMEDIA_TYPE_AUDIO)
                .codec_id(AV_CODEC_ID_PCM_S16LE)
                .format(AV_SAMPLE_FMT_S16);
        stream.codecpar().sample_rate(SAMPLE_RATE).bits_per_coded_sample(16).block_align(2);
        av_channel_layout_default(stream.codecpar().ch_layout(), 1);
    }

    /** In packets of a tenth of a second. */
    private static void writeSound(AVFormatContext format, byte[] samples) throws IOException {
        int bytes = SAMPLE_RATE / 10 * 2;
        for (int start = 0; start + bytes <= samples.length; start += bytes) {
            byte[] packet = Arrays.copyOfRange(samples, start, start + bytes);
            writePacket(format, format.streams(format.nb_streams() - 1), packet, start * 1000L / (SAMPLE_RATE * 2));
        }
    }

    private static void writePacket(AVFormatContext format, AVStream stream, byte[] bytes, long millis)
            throws IOException {
        AVPacket packet = av_packet_alloc();
        try {
            check(av_new_packet(packet, bytes.length), "no memory for a packet");
            packet.data().put(bytes, 0, bytes.length);
            packet.pts(millis).dts(millis).stream_index(stream.index()).flags(AV_PKT_FLAG_KEY);
            av_packet_rescale_ts(packet, MILLISECONDS, stream.time_base());
            check(av_interleaved_write_frame(format, packet), "cannot write a packet");
        } finally {
            av_packet_free(packet);
        }
    }
}
