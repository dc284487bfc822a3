package dev.marotte.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.media.ffmpeg.FfmpegException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A clip made for a test. Its pictures are black with a red block in the upper left quarter, so that a test can tell how they were turned;
 * its soundtrack is quiet.
 */
record TestClip(Optional<Video> video, Optional<Tone> tone) {
    private static final long LAST_FRAME_MILLIS = 40;
    private static final int MATRIX_BYTES = 36;
    private static final AVRational MILLIS = av_make_q(1, 1000);

    /** @param turned degrees clockwise that a player must turn the picture */
    record Video(String encoder, int pixelFormat, int width, int height, List<Long> ptsMillis, int turned) {
        static Video of(int width, int height, List<Long> ptsMillis) {
            return new Video("mpeg4", AV_PIX_FMT_YUV420P, width, height, ptsMillis, 0);
        }

        Video turned(int degrees) {
            return new Video(encoder, pixelFormat, width, height, ptsMillis, degrees);
        }

        /** MPEG-2 knows no other rates than those of television. */
        AVRational ticks() {
            return encoder.equals("mpeg2video") ? av_make_q(1, 25) : MILLIS;
        }

        Video coded(String newEncoder, int format) {
            return new Video(newEncoder, format, width, height, ptsMillis, turned);
        }
    }

    record Tone(String encoder, int sampleFormat, int rate, int channels, long startMillis, long lengthMillis) {}

    static TestClip silent(Video video) {
        return new TestClip(Optional.of(video), Optional.empty());
    }

    TestClip with(Tone tone) {
        return new TestClip(video, Optional.of(tone));
    }

    /** Frame times of a constant rate. */
    static List<Long> steady(int frames, int perSecond) {
        return LongStream.range(0, frames)
                .map(i -> Math.round(i * 1000.0 / perSecond))
                .boxed()
                .toList();
    }

    /** Writes the clip in the container that the name asks for. */
    Path write(Path file) throws IOException {
        AVFormatContext muxer = new AVFormatContext(null);
        FfmpegException.check(avformat_alloc_output_context2(muxer, null, null, file.toString()), "no muxer");
        Optional<Coded> pictures = video.isPresent() ? Optional.of(coded(muxer, video.get())) : Optional.empty();
        Optional<Coded> sound = tone.isPresent() ? Optional.of(coded(muxer, tone.get())) : Optional.empty();
        AVIOContext io = new AVIOContext(null);
        FfmpegException.check(avio_open(io, file.toString(), AVIO_FLAG_WRITE), "no file");
        muxer.pb(io);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        FfmpegException.check(avformat_write_header(muxer, options), "no header");
        if (pictures.isPresent()) {
            pictures.get().writePictures(muxer, video.orElseThrow());
        }
        if (sound.isPresent()) {
            sound.get().writeTone(muxer, tone.orElseThrow());
        }
        FfmpegException.check(av_write_trailer(muxer), "no trailer");
        avio_close(io);
        avformat_free_context(muxer);
        return file;
    }

    private static Coded coded(AVFormatContext muxer, Video video) throws IOException {
        AVCodecContext encoder = allocate(muxer, video.encoder());
        encoder.width(video.width())
                .height(video.height())
                .pix_fmt(video.pixelFormat())
                .time_base(video.ticks());
        encoder.bit_rate(2_000_000).framerate(av_make_q(25, 1)).max_b_frames(0).color_range(AVCOL_RANGE_MPEG);
        Coded coded = new Coded(encoder, open(muxer, encoder));
        if (video.turned() != 0) {
            turn(coded.stream, video.turned());
        }
        return coded;
    }

    private static void turn(AVStream stream, int degrees) {
        AVPacketSideData entries = new AVPacketSideData((Pointer) null);
        AVPacketSideData matrix =
                av_packet_side_data_new(entries, new int[] {0}, AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
        av_display_rotation_set(new IntPointer(matrix.data()), degrees);
        stream.codecpar().coded_side_data(entries).nb_coded_side_data(1);
    }

    private static Coded coded(AVFormatContext muxer, Tone tone) throws IOException {
        AVCodecContext encoder = allocate(muxer, tone.encoder());
        encoder.sample_fmt(tone.sampleFormat())
                .sample_rate(tone.rate())
                .time_base(av_make_q(1, tone.rate()))
                .bit_rate(96_000);
        av_channel_layout_default(encoder.ch_layout(), tone.channels());
        return new Coded(encoder, open(muxer, encoder));
    }

    private static AVCodecContext allocate(AVFormatContext muxer, String name) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        AVCodecContext encoder = avcodec_alloc_context3(codec);
        boolean global = (muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
        return encoder.flags(global ? AV_CODEC_FLAG_GLOBAL_HEADER : 0);
    }

    private static AVStream open(AVFormatContext muxer, AVCodecContext encoder) throws IOException {
        FfmpegException.check(avcodec_open2(encoder, encoder.codec(), (AVDictionary) null), "no encoder");
        AVStream stream = avformat_new_stream(muxer, null);
        stream.time_base(encoder.time_base());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        return stream;
    }

    private record Coded(AVCodecContext encoder, AVStream stream) {
        void writePictures(AVFormatContext muxer, Video video) throws IOException {
            AVFrame frame = picture(video);
            for (long millis : video.ptsMillis()) {
                send(muxer, frame.pts(ticks(millis, video)));
            }
            finish(muxer, frame);
        }

        private static long ticks(long millis, Video video) {
            return av_rescale_q(millis, MILLIS, video.ticks());
        }

        private static AVFrame picture(Video video) throws IOException {
            AVFrame bgr = frame(AV_PIX_FMT_BGR24, video);
            for (int y = 0; y < video.height(); y++) {
                BytePointer row = new BytePointer(bgr.data(0)).position((long) y * bgr.linesize(0));
                for (int x = 0; x < video.width(); x++) {
                    boolean red = x < video.width() / 2 && y < video.height() / 2;
                    row.put(3L * x, (byte) 0).put(3L * x + 1, (byte) 0).put(3L * x + 2, (byte) (red ? 230 : 0));
                }
            }
            AVFrame coded = frame(video.pixelFormat(), video);
            SwsContext scaler = sws_getContext(
                    video.width(),
                    video.height(),
                    AV_PIX_FMT_BGR24,
                    video.width(),
                    video.height(),
                    video.pixelFormat(),
                    SWS_BICUBIC,
                    null,
                    null,
                    (double[]) null);
            sws_scale(scaler, bgr.data(), bgr.linesize(), 0, video.height(), coded.data(), coded.linesize());
            sws_freeContext(scaler);
            av_frame_free(bgr);
            return coded;
        }

        private static AVFrame frame(int format, Video video) throws IOException {
            AVFrame frame = av_frame_alloc();
            frame.format(format).width(video.width()).height(video.height());
            FfmpegException.check(av_frame_get_buffer(frame, 0), "no frame");
            return frame;
        }

        void writeTone(AVFormatContext muxer, Tone tone) throws IOException {
            int size = encoder.frame_size() > 0 ? encoder.frame_size() : 1024;
            long start = tone.startMillis() * tone.rate() / 1000;
            AVFrame frame = av_frame_alloc();
            frame.format(tone.sampleFormat()).sample_rate(tone.rate()).nb_samples(size);
            av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
            FfmpegException.check(av_frame_get_buffer(frame, 0), "no samples");
            av_samples_set_silence(frame.data(), 0, size, tone.channels(), tone.sampleFormat());
            for (long done = 0; done < tone.lengthMillis() * tone.rate() / 1000; done += size) {
                send(muxer, frame.pts(start + done));
            }
            finish(muxer, frame);
        }

        private void finish(AVFormatContext muxer, AVFrame frame) throws IOException {
            send(muxer, new AVFrame((Pointer) null));
            av_frame_free(frame);
            avcodec_free_context(encoder);
        }

        private void send(AVFormatContext muxer, AVFrame frame) throws IOException {
            FfmpegException.check(avcodec_send_frame(encoder, frame), "not encoded");
            AVPacket packet = av_packet_alloc();
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                packet.stream_index(stream.index());
                packet.duration(
                        packet.duration() > 0
                                ? packet.duration()
                                : av_rescale_q(LAST_FRAME_MILLIS, MILLIS, encoder.time_base()));
                av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
                FfmpegException.check(av_interleaved_write_frame(muxer, packet), "not written");
            }
            av_packet_free(packet);
        }
    }
}
