package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import dev.marotte.media.ffmpeg.FfmpegException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A clip of 25 frames a second, one stream of several takes that each have their own size and shape of pixels, as calls and broadcasts
 * leave it. All pictures are black with a white block over the middle ninth, so that a test can tell how they were fitted.
 *
 * @param containerAspect what the container says of the pixels' shape; 0 for nothing
 */
record SplicedClip(String encoder, List<Take> takes, AVRational containerAspect) {
    private static final AVRational TICKS = av_make_q(1, 25);
    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    private static final byte GREY = (byte) 128;

    /** @param aspect what the coded stream says of the pixels' shape; 0 for nothing */
    record Take(int width, int height, int frames, AVRational aspect) {
        static Take of(int width, int height, int frames) {
            return new Take(width, height, frames, av_make_q(0, 1));
        }

        Take oblong(int across, int down) {
            return new Take(width, height, frames, av_make_q(across, down));
        }
    }

    static SplicedClip of(String encoder, Take... takes) {
        return new SplicedClip(encoder, List.of(takes), av_make_q(0, 1));
    }

    SplicedClip shown(int across, int down) {
        return new SplicedClip(encoder, takes, av_make_q(across, down));
    }

    /** Writes the clip in the container that the name asks for. */
    Path write(Path file) throws IOException {
        AVFormatContext muxer = new AVFormatContext(null);
        FfmpegException.check(avformat_alloc_output_context2(muxer, null, null, file.toString()), "no muxer");
        AVIOContext io = new AVIOContext(null);
        FfmpegException.check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "no file");
        muxer.pb(io);
        AVStream stream = avformat_new_stream(muxer, null);
        long start = 0;
        for (Take take : takes) {
            write(take, start, stream, muxer);
            start += take.frames();
        }
        FfmpegException.check(av_write_trailer(muxer), "no trailer");
        avio_close(io);
        avformat_free_context(muxer);
        return file;
    }

    private void write(Take take, long start, AVStream stream, AVFormatContext muxer) throws IOException {
        AVCodecContext coder = coder(take, muxer);
        if (start == 0) {
            begin(stream, coder, muxer);
        }
        AVFrame frame = picture(take);
        for (int index = 0; index < take.frames(); index++) {
            send(frame.pts(start + index), coder, stream, muxer);
        }
        send(new AVFrame((Pointer) null), coder, stream, muxer);
        av_frame_free(frame);
        avcodec_free_context(coder);
    }

    private AVCodecContext coder(Take take, AVFormatContext muxer) throws IOException {
        AVCodecContext coder = avcodec_alloc_context3(avcodec_find_encoder_by_name(encoder));
        boolean global = takes.size() == 1 && (muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
        coder.flags(global ? AV_CODEC_FLAG_GLOBAL_HEADER : 0)
                .width(take.width())
                .height(take.height());
        coder.pix_fmt(AV_PIX_FMT_YUV420P).time_base(TICKS).framerate(av_make_q(25, 1));
        coder.bit_rate(2_000_000).max_b_frames(0).sample_aspect_ratio(take.aspect());
        FfmpegException.check(avcodec_open2(coder, coder.codec(), (AVDictionary) null), "no encoder");
        return coder;
    }

    private void begin(AVStream stream, AVCodecContext coder, AVFormatContext muxer) throws IOException {
        avcodec_parameters_from_context(stream.codecpar(), coder);
        stream.codecpar().sample_aspect_ratio(containerAspect);
        stream.sample_aspect_ratio(containerAspect).time_base(TICKS).avg_frame_rate(av_make_q(25, 1));
        FfmpegException.check(avformat_write_header(muxer, (AVDictionary) null), "no header");
    }

    private static AVFrame picture(Take take) throws IOException {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_PIX_FMT_YUV420P).width(take.width()).height(take.height());
        FfmpegException.check(av_frame_get_buffer(frame, 0), "no frame");
        frame.sample_aspect_ratio(take.aspect());
        for (int y = 0; y < take.height(); y++) {
            BytePointer row = new BytePointer(frame.data(0)).position((long) y * frame.linesize(0));
            for (int x = 0; x < take.width(); x++) {
                boolean middle = x * 3 / take.width() == 1 && y * 3 / take.height() == 1;
                row.put(x, middle ? WHITE : BLACK);
            }
        }
        for (int plane = 1; plane < 3; plane++) {
            new BytePointer(frame.data(plane))
                    .capacity((long) frame.linesize(plane) * ((take.height() + 1) / 2))
                    .fill(GREY & 0xFF);
        }
        return frame;
    }

    private static void send(AVFrame frame, AVCodecContext coder, AVStream stream, AVFormatContext muxer)
            throws IOException {
        FfmpegException.check(avcodec_send_frame(coder, frame), "not encoded");
        AVPacket packet = av_packet_alloc();
        while (avcodec_receive_packet(coder, packet) >= 0) {
            packet.stream_index(stream.index()).duration(1);
            av_packet_rescale_ts(packet, TICKS, stream.time_base());
            FfmpegException.check(av_interleaved_write_frame(muxer, packet), "not written");
        }
        av_packet_free(packet);
    }
}
