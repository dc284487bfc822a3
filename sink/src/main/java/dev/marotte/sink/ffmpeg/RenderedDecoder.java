package dev.marotte.sink.ffmpeg;

import dev.marotte.media.opencv.MatDecoder;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import java.io.IOException;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Decodes rendered pictures into the caller's matrix: BGR, or BGRA where coverage is wanted. */
final class RenderedDecoder {
    private RenderedDecoder() {}

    /** @param into becomes {@code width} × {@code height}, 8 bits, four channels if {@code alpha} else three */
    static void decode(Rendered frame, int width, int height, boolean alpha, Mat into) throws IOException {
        if (!alpha) {
            MatDecoder.decode(frame.picture(), into);
            fit(into, width, height);
            return;
        }
        try (Mat picture = new Mat()) {
            MatDecoder.decode(frame.picture(), picture);
            fit(picture, width, height);
            cover(picture, frame.alpha(), into);
        }
    }

    /** Decodes a picture and fits it into a canvas of {@code width} × {@code height}, on black if its shape differs. */
    static void decodeOnto(Picture picture, int width, int height, Mat into) throws IOException {
        MatDecoder.decode(picture, into);
        boolean fits = VideoTrack.even(into.cols()) == width && VideoTrack.even(into.rows()) == height;
        if (!fits) {
            letterbox(into, width, height);
        }
    }

    private static void letterbox(Mat picture, int width, int height) {
        double scale = Math.min((double) width / picture.cols(), (double) height / picture.rows());
        int fittedWidth = Math.clamp(Math.round(picture.cols() * scale), 1, width);
        int fittedHeight = Math.clamp(Math.round(picture.rows() * scale), 1, height);
        fit(picture, fittedWidth, fittedHeight);
        int left = (width - fittedWidth) / 2;
        int top = (height - fittedHeight) / 2;
        opencv_core.copyMakeBorder(
                picture,
                picture,
                top,
                height - fittedHeight - top,
                left,
                width - fittedWidth - left,
                opencv_core.BORDER_CONSTANT,
                new Scalar(0));
    }

    /** All pictures of a session have one size; one that differs is scaled, because a video stream cannot change its size. */
    private static void fit(Mat picture, int width, int height) {
        if (picture.cols() != width || picture.rows() != height) {
            try (Size size = new Size(width, height)) {
                opencv_imgproc.resize(picture, picture, size);
            }
        }
    }

    private static void cover(Mat picture, Alpha alpha, Mat into) throws IOException {
        try (Mat coverage = new Mat(picture.rows(), picture.cols(), opencv_core.CV_8UC1, new Scalar(255));
                MatVector planes = new MatVector(picture, coverage)) {
            if (alpha instanceof Alpha.Coverage(Bytes png)) {
                MatDecoder.decodeGrey(png, coverage);
                fit(coverage, picture.cols(), picture.rows());
            }
            opencv_core.merge(planes, into);
        }
    }
}
