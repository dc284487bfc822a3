package dev.marotte.face.opencv;

import dev.marotte.face.CropTransform;
import dev.marotte.face.Pixels;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Cuts square crops out of pictures. Any thread. */
public final class Cropper {
    private Cropper() {}

    /**
     * Cuts a crop with bilinear sampling, as in the models' training. A crop with less than half of the picture's pixels is first averaged down, so that
     * fine texture cannot make landmarks jitter. Outside the picture it is black.
     *
     * @param crop maps the crop's pixels to the picture's at its full size
     * @param rgb receives {@code size} × {@code size} × (R, G, B); direct
     */
    public static void crop(Pixels picture, CropTransform crop, int size, ByteBuffer rgb) {
        try (PointerScope scope = new PointerScope()) {
            Mat from = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, new BytePointer(picture.bgr()));
            Mat to = new Mat(size, size, opencv_core.CV_8UC3, new BytePointer(rgb));
            CropTransform inThese = picture.inThese(crop);
            int factor = (int) inThese.scale();
            if (factor < 2) {
                warp(from, inThese, to);
            } else {
                warpAveraged(from, inThese, factor, to);
            }
            opencv_imgproc.cvtColor(to, to, opencv_imgproc.COLOR_BGR2RGB);
        }
    }

    private static void warpAveraged(Mat from, CropTransform crop, int factor, Mat to) {
        Rect part = partSeen(from, crop, factor, to.cols());
        if (part.width() == 0 || part.height() == 0) {
            to.put(new Scalar(0));
            return;
        }
        Mat small = new Mat();
        Size size = new Size(part.width() / factor, part.height() / factor);
        opencv_imgproc.resize(new Mat(from, part), small, size, 0, 0, opencv_imgproc.INTER_AREA);
        warp(small, crop.within(part.x(), part.y()).reduced(factor), to);
    }

    /** Returns the box of the crop within the picture, its sides cut to multiples of {@code factor}. */
    private static Rect partSeen(Mat from, CropTransform crop, int factor, int size) {
        double reach = size * crop.scale() * (Math.abs(Math.cos(crop.angle())) + Math.abs(Math.sin(crop.angle()))) / 2;
        double x = crop.toFrameX(size / 2.0, size / 2.0);
        double y = crop.toFrameY(size / 2.0, size / 2.0);
        int left = Math.clamp((long) (x - reach) - factor, 0, from.cols());
        int top = Math.clamp((long) (y - reach) - factor, 0, from.rows());
        int right = Math.clamp((long) (x + reach) + 2L * factor, left, from.cols());
        int bottom = Math.clamp((long) (y + reach) + 2L * factor, top, from.rows());
        return new Rect(left, top, (right - left) / factor * factor, (bottom - top) / factor * factor);
    }

    private static void warp(Mat from, CropTransform crop, Mat to) {
        opencv_imgproc.warpAffine(
                from,
                to,
                new Mat(2, 3, opencv_core.CV_64F, new DoublePointer(crop.matrix())),
                to.size(),
                opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                opencv_core.BORDER_CONSTANT,
                new Scalar(0));
    }
}
