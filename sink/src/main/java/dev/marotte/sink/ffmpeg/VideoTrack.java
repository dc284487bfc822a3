package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of a muxed clip: BT.709, limited range, 4:2:0. Odd widths and heights are padded to even ones by repeating the last column
 * and row; cropping would lose pixels of the portrait. Owns the encoder.
 */
final class VideoTrack implements AutoCloseable {
    private static final int KEY_FRAME_SECONDS = 2;

    private final NativeScope natives;
    private final AVFormatContext muxer;
    private final AVStream stream;
    private final AVCodecContext encoder;
    private final boolean alpha;
    private final Picture firstPicture;
    private final AVFrame seen;
    private final AVPacket packet;
    private final Mat picture;
    private final SwsContext converter;
    private long frames;

    private VideoTrack(NativeScope natives, AVFormatContext muxer, VideoCoding coding, FrameRate rate, Rendered first)
            throws IOException {
        this.natives = natives;
        this.muxer = muxer;
        alpha = coding.alpha();
        firstPicture = first.picture();
        encoder = natives.own(avcodec_alloc_context3(coding.codec()), each -> avcodec_free_context(each));
        seen = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        picture = natives.own(new Mat(), Mat::close);
        openEncoder(coding, rate);
        stream = beginStream();
        allocate();
        converter = natives.own(converter(encoder, alpha), each -> sws_freeContext(each));
    }

    static VideoTrack open(AVFormatContext muxer, VideoCoding coding, FrameRate rate, Rendered first)
            throws IOException {
        return NativeScope.filledBy(natives -> new VideoTrack(natives, muxer, coding, rate, first));
    }

    private AVStream beginStream() {
        AVStream stream = avformat_new_stream(muxer, null);
        stream.time_base(encoder.time_base()).avg_frame_rate(encoder.framerate());
        avcodec_parameters_from_context(stream.codecpar(), encoder);
        if (alpha) {
            AVDictionary metadata = new AVDictionary(null);
            av_dict_set(metadata, "alpha_mode", "1", 0);
            stream.metadata(metadata);
        }
        return stream;
    }

    private void allocate() throws IOException {
        seen.format(encoder.pix_fmt()).width(encoder.width()).height(encoder.height());
        seen.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
        check(av_frame_get_buffer(seen, 0), "no memory for a picture");
    }

    private void openEncoder(VideoCoding coding, FrameRate rate) throws IOException {
        int width = firstPicture.width();
        int height = firstPicture.height();
        boolean globalHeader = (muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
        encoder.width(even(width)).height(even(height)).pix_fmt(coding.pixelFormat());
        encoder.time_base(av_make_q(rate.denominator(), rate.numerator()));
        encoder.framerate(av_make_q(rate.numerator(), rate.denominator()));
        encoder.gop_size((int) Math.ceil(rate.perSecond() * KEY_FRAME_SECONDS)).max_b_frames(0);
        sayColours();
        encoder.flags(globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0);
        coding.apply(encoder, rate);
        check(openWith(coding.options()), "cannot encode " + width + "x" + height + " pictures");
    }

    private void sayColours() {
        encoder.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709).colorspace(AVCOL_SPC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG).chroma_sample_location(AVCHROMA_LOC_LEFT);
    }

    private int openWith(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        int result = avcodec_open2(encoder, encoder.codec(), dictionary);
        av_dict_free(dictionary);
        return result;
    }

    private static int even(int pixels) {
        return pixels + (pixels & 1);
    }

    private static SwsContext converter(AVCodecContext encoder, boolean alpha) {
        int from = alpha ? AV_PIX_FMT_BGRA : AV_PIX_FMT_BGR24;
        int width = encoder.width();
        int height = encoder.height();
        SwsContext context = sws_getContext(
                width,
                height,
                from,
                width,
                height,
                encoder.pix_fmt(),
                SWS_BICUBIC | SWS_ACCURATE_RND,
                null,
                null,
                (double[]) null);
        IntPointer coefficients = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(context, coefficients, 1, coefficients, 0, 0, 1 << 16, 1 << 16);
        return context;
    }

    void show(Rendered frame) throws IOException {
        PictureDecoder.decode(frame, firstPicture.width(), firstPicture.height(), alpha, picture);
        padToEven();
        check(av_frame_make_writable(seen), "no memory for a picture");
        try (PointerPointer<?> planes = new PointerPointer<>(1);
                IntPointer strides = new IntPointer(1)) {
            planes.put(0, picture.data());
            strides.put(0, (int) picture.step());
            sws_scale(converter, planes, strides, 0, picture.rows(), seen.data(), seen.linesize());
        }
    }

    private void padToEven() {
        int bottom = encoder.height() - picture.rows();
        int right = encoder.width() - picture.cols();
        if (bottom > 0 || right > 0) {
            opencv_core.copyMakeBorder(picture, picture, 0, bottom, 0, right, opencv_core.BORDER_REPLICATE);
        }
    }

    void frame() throws IOException {
        seen.pts(frames++);
        check(avcodec_send_frame(encoder, seen), "cannot encode a picture");
        receive();
    }

    void drain() throws IOException {
        check(avcodec_send_frame(encoder, null), "cannot encode the last pictures");
        receive();
    }

    private void receive() throws IOException {
        while (avcodec_receive_packet(encoder, packet) >= 0) {
            packet.stream_index(stream.index()).duration(1);
            av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            check(av_interleaved_write_frame(muxer, packet), "cannot write");
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
