package dev.marotte.sink.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.media.ffmpeg.NativeScope;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** The next picture for an encoder, in its colour space: BT.709, limited range. Odd sizes are padded to even ones by repeating the last column and row. */
final class EncoderPicture implements AutoCloseable {
    private final NativeScope natives;
    private final AVFrame frame;
    private final SwsContext converter;

    private EncoderPicture(NativeScope natives, AVCodecContext encoder, boolean alpha) throws IOException {
        this.natives = natives;
        frame = natives.own(av_frame_alloc(), each -> av_frame_free(each));
        frame.format(encoder.pix_fmt()).width(encoder.width()).height(encoder.height());
        frame.colorspace(AVCOL_SPC_BT709).color_range(AVCOL_RANGE_MPEG);
        check(av_frame_get_buffer(frame, 0), "no memory for a picture");
        converter = natives.own(converter(encoder, alpha), each -> sws_freeContext(each));
    }

    /** Creates the picture for an opened encoder. */
    static EncoderPicture of(AVCodecContext encoder, boolean alpha) throws IOException {
        return NativeScope.filledBy(natives -> new EncoderPicture(natives, encoder, alpha));
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

    /** The encoder's input; valid as long as this. */
    AVFrame frame() {
        return frame;
    }

    /** @param picture BGR, or BGRA with alpha; at most one column and one row smaller than the frame, to which it is padded */
    void draw(Mat picture) throws IOException {
        padToEven(picture);
        check(av_frame_make_writable(frame), "no memory for a picture");
        try (PointerPointer<?> planes = new PointerPointer<>(1);
                IntPointer strides = new IntPointer(1)) {
            planes.put(0, picture.data());
            strides.put(0, (int) picture.step());
            sws_scale(converter, planes, strides, 0, picture.rows(), frame.data(), frame.linesize());
        }
    }

    private void padToEven(Mat picture) {
        int bottom = frame.height() - picture.rows();
        int right = frame.width() - picture.cols();
        if (bottom > 0 || right > 0) {
            opencv_core.copyMakeBorder(picture, picture, 0, bottom, 0, right, opencv_core.BORDER_REPLICATE);
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
