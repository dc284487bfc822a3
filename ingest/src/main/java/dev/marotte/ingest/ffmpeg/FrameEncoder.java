package dev.marotte.ingest.ffmpeg;

import static dev.marotte.media.ffmpeg.FfmpegException.check;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import dev.marotte.ingest.SourceSettings;
import dev.marotte.media.opencv.MatEncoder;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a decoded frame of any pixel format as an upright JPEG with square pixels: 10-bit is rounded to 8, alpha is dropped (only the
 * face's motion is used from a driving frame), oblong pixels are widened. All pictures have the size of the first frame, regardless of
 * the size of later frames.
 */
final class FrameEncoder implements AutoCloseable {
    private static final int QUALITY_STEP = 15;
    private static final int LOWEST_QUALITY = 20;
    /** Video that does not declare its colour space is BT.709 from this height on, BT.601 below. */
    private static final int HIGH_DEFINITION_LINES = 720;

    private final SourceSettings settings;
    private final AVFrame bgr = av_frame_alloc();
    private @Nullable SwsContext scaler;
    private Optional<FrameSize> canvas = Optional.empty();

    FrameEncoder(SourceSettings settings) {
        this.settings = settings;
    }

    /** The size of all pictures: that of the first frame passed to this method or encoded. */
    FrameSize canvas(DecodedFrame frame) {
        FrameSize size = canvas.orElseGet(() -> frame.uprightSize().within(settings.longestSide()));
        canvas = Optional.of(size);
        return size;
    }

    Picture encode(DecodedFrame frame) throws IOException {
        CanvasFit fit = CanvasFit.of(frame.uprightSize(), canvas(frame));
        scale(frame.pixels(), fit.picture().turned(frame.orientation()));
        try (Mat picture = new Mat(bgr.height(), bgr.width(), opencv_core.CV_8UC3, bgr.data(0), bgr.linesize(0))) {
            boolean asShown = frame.orientation().equals(Orientation.UPRIGHT) && !fit.hasBars();
            return asShown ? jpeg(picture) : placed(picture, frame.orientation(), fit);
        }
    }

    private Picture placed(Mat picture, Orientation orientation, CanvasFit fit) throws IOException {
        try (Mat upright = picture.clone()) {
            orientation.apply(upright);
            return fit.hasBars() ? framed(upright, fit) : jpeg(upright);
        }
    }

    private Picture framed(Mat upright, CanvasFit fit) throws IOException {
        int right = fit.canvas().width() - fit.picture().width() - fit.left();
        int below = fit.canvas().height() - fit.picture().height() - fit.top();
        try (Mat whole = new Mat()) {
            opencv_core.copyMakeBorder(
                    upright, whole, fit.top(), below, fit.left(), right, opencv_core.BORDER_CONSTANT, Scalar.BLACK);
            return jpeg(whole);
        }
    }

    private void scale(AVFrame frame, FrameSize size) throws IOException {
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

    private void allocate(FrameSize size) throws IOException {
        if (bgr.width() == size.width() && bgr.height() == size.height()) {
            return;
        }
        av_frame_unref(bgr);
        bgr.format(AV_PIX_FMT_BGR24).width(size.width()).height(size.height());
        check(av_frame_get_buffer(bgr, 0), "no memory for a picture");
    }

    /** Encodes at the requested quality, or at the best lower one at which the picture fits. */
    private Picture jpeg(Mat picture) throws IOException {
        Bytes bytes = MatEncoder.jpeg(picture, settings.jpegQuality());
        for (int quality = settings.jpegQuality() - QUALITY_STEP;
                bytes.size() > settings.largestPicture() && quality >= LOWEST_QUALITY;
                quality -= QUALITY_STEP) {
            bytes = MatEncoder.jpeg(picture, quality);
        }
        return new Picture(PictureCodec.JPEG, picture.cols(), picture.rows(), bytes);
    }

    @Override
    public void close() {
        av_frame_free(bgr);
        sws_freeContext(scaler);
    }
}
