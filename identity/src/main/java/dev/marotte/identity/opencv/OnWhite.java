package dev.marotte.identity.opencv;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Puts transparent pictures on white, strip by strip, so that a large one takes little extra memory. Call it in a pointer scope. */
final class OnWhite {
    private static final int OPAQUE = 255;
    private static final int ALPHA = 3;
    private static final int STRIP = 64;
    private static final double TO_BYTES = 1 / 257.0;

    private OnWhite() {}

    /**
     * Returns the picture in 8-bit colour. If nothing in it is visible, the alpha channel was never filled and the picture is taken as opaque.
     *
     * @param picture of 8 or 16 bits, with four channels or fewer
     * @param reduction number of pixels in a row that are averaged
     */
    static Mat of(Mat picture, int reduction) {
        int rows = Math.max(1, picture.rows() / reduction);
        Mat whole = new Mat(rows, Math.max(1, picture.cols() / reduction), opencv_core.CV_8UC3);
        boolean opaque = picture.channels() <= ALPHA || isInvisible(picture);
        for (int row = 0; row < rows; row += STRIP) {
            int end = Math.min(row + STRIP, rows);
            int last = end == rows ? picture.rows() : end * reduction;
            try (PointerScope _ = new PointerScope()) {
                put(picture.rowRange(row * reduction, last), whole.rowRange(row, end), opaque);
            }
        }
        return whole;
    }

    private static boolean isInvisible(Mat picture) {
        for (int row = 0; row < picture.rows(); row += STRIP) {
            try (PointerScope _ = new PointerScope()) {
                if (opencv_core.countNonZero(alpha(picture.rowRange(row, Math.min(row + STRIP, picture.rows())))) > 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void put(Mat strip, Mat into, boolean opaque) {
        Mat bytes = strip;
        if (strip.depth() == opencv_core.CV_16U) {
            bytes = new Mat();
            strip.convertTo(bytes, opencv_core.CV_8U, TO_BYTES, 0);
        }
        Mat colour = colour(bytes);
        Mat blended = opaque ? colour : blended(colour, alpha(bytes));
        opencv_imgproc.resize(blended, into, new Size(into.cols(), into.rows()), 0, 0, opencv_imgproc.INTER_AREA);
    }

    private static Mat colour(Mat picture) {
        if (picture.channels() == ALPHA) {
            return picture;
        }
        Mat colour = new Mat();
        int from = picture.channels() == 1 ? opencv_imgproc.COLOR_GRAY2BGR : opencv_imgproc.COLOR_BGRA2BGR;
        opencv_imgproc.cvtColor(picture, colour, from);
        return colour;
    }

    private static Mat alpha(Mat picture) {
        Mat alpha = new Mat();
        opencv_core.extractChannel(picture, alpha, ALPHA);
        return alpha;
    }

    private static Mat blended(Mat colour, Mat alpha) {
        Mat weights = new Mat();
        alpha.convertTo(weights, opencv_core.CV_32F, 1.0 / OPAQUE, 0);
        Mat rest = new Mat();
        alpha.convertTo(rest, opencv_core.CV_32F, -1.0 / OPAQUE, 1);
        Mat white = new Mat(colour.size(), colour.type(), Scalar.all(OPAQUE));
        Mat blended = new Mat();
        opencv_imgproc.blendLinear(colour, white, weights, rest, blended);
        return blended;
    }
}
