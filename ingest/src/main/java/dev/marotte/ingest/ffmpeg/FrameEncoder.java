package dev.marotte.ingest.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.ingest.SourceSettings;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.io.IOException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Makes an upright JPEG with square pixels of a decoded frame of any pixel format: 10-bit is rounded to 8, alpha is left out (only the
 * motion of the face is used of a driving frame), oblong pixels are widened.
 */
final class FrameEncoder implements AutoCloseable {
    private static final int QUALITY_STEP = 15;
    private static final int LOWEST_QUALITY = 20;
    /** From this height on, video that does not say so is BT.709, below BT.601. */
    private static final int HIGH_DEFINITION_LINES = 720;

    private final SourceSettings settings;
    private final AVFrame bgr = av_frame_alloc();
    private @Nullable SwsContext scaler;

    FrameEncoder(SourceSettings settings) {
        this.settings = settings;
    }

    /** Size before turning, after widening oblong pixels and scaling down to the longest side. */
    record Size(int width, int height) {
        static Size of(int width, int height, double pixelAspect, int longestSide) {
            double wide = width * Math.max(pixelAspect, 1);
            double high = height / Math.min(pixelAspect, 1);
            double scale = Math.min(1, longestSide / Math.max(wide, high));
            return new Size(Math.max(1, (int) Math.round(wide * scale)), Math.max(1, (int) Math.round(high * scale)));
        }

        Size turned(Orientation orientation) {
            return orientation.transposed() ? new Size(height, width) : this;
        }
    }

    Size sizeOf(AVFrame frame) {
        return Size.of(frame.width(), frame.height(), pixelAspect(frame), settings.longestSide());
    }

    Picture encode(AVFrame frame, Orientation orientation) throws IOException {
        scale(frame, sizeOf(frame));
        try (Mat picture = new Mat(bgr.height(), bgr.width(), opencv_core.CV_8UC3, bgr.data(0), bgr.linesize(0))) {
            return orientation.equals(Orientation.UPRIGHT) ? jpeg(picture) : turned(picture, orientation);
        }
    }

    private Picture turned(Mat picture, Orientation orientation) {
        try (Mat upright = picture.clone()) {
            orientation.apply(upright);
            return jpeg(upright);
        }
    }

    private static double pixelAspect(AVFrame frame) {
        double aspect = av_q2d(frame.sample_aspect_ratio());
        return aspect > 0.1 && aspect < 10 ? aspect : 1;
    }

    private void scale(AVFrame frame, Size size) throws IOException {
        scaler = sws_getCachedContext(
                scaler,
                frame.width(),
                frame.height(),
                frame.format(),
                size.width(),
                size.height(),
                AV_PIX_FMT_BGR24,
                SWS_BILINEAR,
                null,
                null,
                (double[]) null);
        if (scaler == null) {
            throw new IOException("its pixel format cannot be converted");
        }
        int fullRange = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
        IntPointer coefficients = sws_getCoefficients(colourSpace(frame));
        sws_setColorspaceDetails(scaler, coefficients, fullRange, coefficients, 1, 0, 1 << 16, 1 << 16);
        allocate(size);
        sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), bgr.data(), bgr.linesize());
    }

    private static int colourSpace(AVFrame frame) {
        boolean said = frame.colorspace() != AVCOL_SPC_UNSPECIFIED && frame.colorspace() != AVCOL_SPC_RGB;
        return said
                ? frame.colorspace()
                : frame.height() >= HIGH_DEFINITION_LINES ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }

    private void allocate(Size size) throws IOException {
        if (bgr.width() == size.width() && bgr.height() == size.height()) {
            return;
        }
        av_frame_unref(bgr);
        bgr.format(AV_PIX_FMT_BGR24).width(size.width()).height(size.height());
        check(av_frame_get_buffer(bgr, 0), "no memory for a picture");
    }

    /** At the quality asked for, or the best lower one at which the picture fits. */
    private Picture jpeg(Mat picture) {
        Bytes bytes = jpeg(picture, settings.jpegQuality());
        for (int quality = settings.jpegQuality() - QUALITY_STEP;
                bytes.size() > settings.largestPicture() && quality >= LOWEST_QUALITY;
                quality -= QUALITY_STEP) {
            bytes = jpeg(picture, quality);
        }
        return new Picture(PictureCodec.JPEG, picture.cols(), picture.rows(), bytes);
    }

    private static Bytes jpeg(Mat picture, int quality) {
        try (BytePointer buffer = new BytePointer();
                IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            opencv_imgcodecs.imencode(".jpg", picture, buffer, parameters);
            byte[] bytes = new byte[(int) buffer.limit()];
            buffer.get(bytes);
            return Bytes.of(bytes);
        }
    }

    @Override
    public void close() {
        av_frame_free(bgr);
        sws_freeContext(scaler);
    }
}
