package dev.marotte.studio.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.media.ffmpeg.NativeScope;
import dev.marotte.media.opencv.MatDecoder;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Encodes rendered pictures as H.264 in Annex B for all viewers of a session: no B-frames, the parameter sets with each key frame. The first
 * picture sets the size; others are scaled to it. Owns the encoder; one thread.
 */
public final class PageEncoder implements AutoCloseable {
    /** A page shows no more; a full HD portrait is scaled down to it. */
    private static final int LONGEST_SIDE = 960;

    /** Tolerance of the aspect ratio, because sides are rounded to even numbers. */
    private static final double SAME_SHAPE = 0.02;

    private static final int RATE = 25;
    private static final int KEY_FRAME_SECONDS = 2;
    private static final double BITS_PER_PIXEL = 0.3;
    private static final long MOST_BITS = 4_000_000;

    private final NativeScope natives;
    private final AVCodecContext encoder;
    private final AVFrame frame;
    private final AVPacket packet;
    private final Mat picture;
    private final SwsContext converter;
    private long frames;

    /** One access unit. */
    public record Unit(Bytes bytes, boolean key) {}

    private PageEncoder(NativeScope natives, int width, int height) throws IOException {
        this.natives = natives;
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null) {
            throw new IOException("this build of FFmpeg lacks the encoder libopenh264");
        }
        encoder = natives.own(avcodec_alloc_context3(codec), each -> avcodec_free_context(each));
        frame = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        packet = natives.own(av_packet_alloc(), each -> av_packet_free(each));
        picture = natives.own(new Mat(), Mat::close);
        open(codec, width, height);
        allocate();
        converter = natives.own(converter(width, height), each -> sws_freeContext(each));
    }

    /** An encoder for pictures of the size of {@code first}; the caller closes it. */
    public static PageEncoder open(Picture first) throws IOException {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(first.width(), first.height()));
        return NativeScope.filledBy(
                natives -> new PageEncoder(natives, even(first.width() * scale), even(first.height() * scale)));
    }

    private static int even(double side) {
        return Math.max(16, (int) Math.round(side / 2) * 2);
    }

    private void open(AVCodec codec, int width, int height) throws IOException {
        encoder.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base(av_make_q(1, RATE)).framerate(av_make_q(RATE, 1));
        encoder.gop_size(RATE * KEY_FRAME_SECONDS).max_b_frames(0).thread_count(1);
        encoder.color_primaries(AVCOL_PRI_BT709).color_trc(AVCOL_TRC_BT709).colorspace(AVCOL_SPC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.bit_rate(Math.min(MOST_BITS, Math.max(600_000, Math.round(BITS_PER_PIXEL * width * height * RATE))));
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "profile", "constrained_baseline", 0);
        av_dict_set(options, "rc_mode", "bitrate", 0);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        int result = avcodec_open2(encoder, codec, options);
        av_dict_free(options);
        check(result, "cannot encode " + width + "x" + height + " pictures");
    }

    private void allocate() throws IOException {
        frame.format(AV_PIX_FMT_YUV420P).width(encoder.width()).height(encoder.height());
        frame.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
        check(av_frame_get_buffer(frame, 0), "no memory for a picture");
    }

    private static SwsContext converter(int width, int height) {
        SwsContext context = sws_getContext(
                width, height, AV_PIX_FMT_BGR24, width, height, AV_PIX_FMT_YUV420P, SWS_BILINEAR, null, null, (double[])
                        null);
        IntPointer coefficients = sws_getCoefficients(SWS_CS_ITU709);
        sws_setColorspaceDetails(context, coefficients, 1, coefficients, 0, 0, 1 << 16, 1 << 16);
        return context;
    }

    /** Whether a picture has the aspect ratio of the first one; with another one, scaling would distort the face. */
    public boolean fits(Picture other) {
        double wanted = (double) other.width() / other.height();
        return Math.abs(wanted * encoder.height() / encoder.width() - 1) < SAME_SHAPE;
    }

    /**
     * Encodes one picture.
     *
     * @param key whether it must be a key frame
     */
    public Unit encode(Picture rendered, boolean key) throws IOException {
        decode(rendered);
        check(av_frame_make_writable(frame), "no memory for a picture");
        try (PointerPointer<?> planes = new PointerPointer<>(1);
                IntPointer strides = new IntPointer(1)) {
            planes.put(0, picture.data());
            strides.put(0, (int) picture.step());
            sws_scale(converter, planes, strides, 0, picture.rows(), frame.data(), frame.linesize());
        }
        frame.pts(frames++).pict_type(key ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
        check(avcodec_send_frame(encoder, frame), "cannot encode a picture");
        check(avcodec_receive_packet(encoder, packet), "cannot encode a picture");
        return unit();
    }

    private Unit unit() {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        av_packet_unref(packet);
        return new Unit(Bytes.of(bytes), key);
    }

    private void decode(Picture rendered) throws IOException {
        MatDecoder.decode(rendered, picture);
        if (picture.cols() != encoder.width() || picture.rows() != encoder.height()) {
            try (Size size = new Size(encoder.width(), encoder.height())) {
                opencv_imgproc.resize(picture, picture, size, 0, 0, opencv_imgproc.INTER_AREA);
            }
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
