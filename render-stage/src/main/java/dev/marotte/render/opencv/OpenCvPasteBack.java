package dev.marotte.render.opencv;

import dev.marotte.render.Backdrop;
import dev.marotte.render.Crop;
import dev.marotte.render.Drawing;
import dev.marotte.render.PasteBack;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Paste-back with OpenCV, on memory that it is lent. Safe for use by several threads on different backdrops. */
public final class OpenCvPasteBack implements PasteBack {
    @Override
    public ByteBuffer decode(Picture portrait) {
        ByteBuffer bgr = ByteBuffer.allocateDirect(portrait.width() * portrait.height() * 3);
        try (PointerScope _ = new PointerScope()) {
            Mat coded = new Mat(
                    1,
                    portrait.bytes().size(),
                    opencv_core.CV_8U,
                    new BytePointer(portrait.bytes().unsafeArray()));
            Mat decoded = opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_COLOR);
            decoded.copyTo(mat(bgr, portrait.width(), portrait.height(), opencv_core.CV_8UC3));
        }
        return bgr;
    }

    @Override
    public void paste(Drawing drawing, Backdrop backdrop) {
        try (PointerScope _ = new PointerScope()) {
            Mat drawn = fitted(bgra(drawing), backdrop.crop());
            Mat canvas = mat(backdrop.canvas(), backdrop.width(), backdrop.height(), opencv_core.CV_8UC3);
            opencv_imgproc.cvtColor(
                    inside(drawn, backdrop), new Mat(canvas, onCanvas(backdrop)), opencv_imgproc.COLOR_BGRA2BGR);
        }
    }

    /** Blue, green and red of each pixel, and the next one's coverage, which nobody reads: a fast way to leave it out. */
    private static Mat bgra(Drawing drawing) {
        ByteBuffer fromBlue = drawing.abgr().slice(1, Drawing.pixels(drawing.size()));
        return mat(fromBlue, drawing.size(), drawing.size(), opencv_core.CV_8UC4);
    }

    private static Mat fitted(Mat drawn, Crop crop) {
        if (crop.isExact()) {
            return drawn;
        }
        Mat fitted = new Mat();
        int filter = crop.side() > crop.size() ? opencv_imgproc.INTER_CUBIC : opencv_imgproc.INTER_AREA;
        opencv_imgproc.resize(drawn, fitted, new Size(crop.side(), crop.side()), 0, 0, filter);
        return fitted;
    }

    /** The part of the drawing that lies in the portrait. */
    private static Mat inside(Mat fitted, Backdrop backdrop) {
        Backdrop.Region region = backdrop.region();
        Crop crop = backdrop.crop();
        return new Mat(
                fitted,
                new Rect(region.left() - crop.left(), region.top() - crop.top(), region.width(), region.height()));
    }

    private static Rect onCanvas(Backdrop backdrop) {
        Backdrop.Region region = backdrop.region();
        return new Rect(region.left(), region.top(), region.width(), region.height());
    }

    @Override
    public Picture code(Backdrop backdrop, PictureCodec codec) {
        return new Picture(codec, backdrop.width(), backdrop.height(), coded(backdrop, codec));
    }

    private static Bytes coded(Backdrop backdrop, PictureCodec codec) {
        return switch (codec) {
            case JPEG -> coded(backdrop, Coded::jpeg);
            case PNG -> coded(backdrop, Coded::png);
            case RAW_BGR -> raw(backdrop);
        };
    }

    private static Bytes coded(Backdrop backdrop, Function<Mat, Bytes> codec) {
        try (PointerScope _ = new PointerScope()) {
            return codec.apply(mat(backdrop.canvas(), backdrop.width(), backdrop.height(), opencv_core.CV_8UC3));
        }
    }

    private static Bytes raw(Backdrop backdrop) {
        byte[] bytes = new byte[backdrop.width() * backdrop.height() * 3];
        backdrop.canvas().get(0, bytes);
        return Bytes.of(bytes);
    }

    @Override
    public Bytes codeCoverage(Drawing drawing, Backdrop backdrop) {
        try (PointerScope _ = new PointerScope()) {
            Mat alpha = new Mat();
            opencv_core.extractChannel(
                    mat(drawing.abgr(), drawing.size(), drawing.size(), opencv_core.CV_8UC4), alpha, 0);
            Mat drawn = fitted(alpha, backdrop.crop());
            Mat coverage = new Mat(backdrop.height(), backdrop.width(), opencv_core.CV_8UC1, Scalar.all(0));
            inside(drawn, backdrop).copyTo(new Mat(coverage, onCanvas(backdrop)));
            return Coded.png(coverage);
        }
    }

    private static Mat mat(ByteBuffer direct, int width, int height, int type) {
        return new Mat(height, width, type, new BytePointer(direct));
    }
}
