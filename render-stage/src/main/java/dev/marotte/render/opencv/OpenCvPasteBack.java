package dev.marotte.render.opencv;

import dev.marotte.identity.Crop;
import dev.marotte.identity.opencv.PictureEncoder;
import dev.marotte.render.PasteBack;
import dev.marotte.render.PortraitCanvas;
import dev.marotte.render.RenderedCrop;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import java.util.Optional;
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

/** Paste-back with OpenCV, on borrowed memory. Safe for use by several threads on different canvases. */
public final class OpenCvPasteBack implements PasteBack {
    @Override
    public Optional<ByteBuffer> decode(Picture portrait) {
        if (portrait.bytes().size() == 0) {
            return Optional.empty();
        }
        try (PointerScope _ = new PointerScope()) {
            Mat coded = new Mat(
                    1,
                    portrait.bytes().size(),
                    opencv_core.CV_8U,
                    new BytePointer(portrait.bytes().unsafeArray()));
            Mat decoded = opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_COLOR);
            if (decoded.cols() != portrait.width() || decoded.rows() != portrait.height()) {
                return Optional.empty();
            }
            ByteBuffer bgr = ByteBuffer.allocateDirect(portrait.width() * portrait.height() * 3);
            decoded.copyTo(mat(bgr, portrait.width(), portrait.height(), opencv_core.CV_8UC3));
            return Optional.of(bgr);
        }
    }

    @Override
    public void paste(RenderedCrop drawing, PortraitCanvas portraitCanvas) {
        try (PointerScope _ = new PointerScope()) {
            Mat drawn = fitted(bgra(drawing), portraitCanvas.crop());
            Mat canvas =
                    mat(portraitCanvas.canvas(), portraitCanvas.width(), portraitCanvas.height(), opencv_core.CV_8UC3);
            opencv_imgproc.cvtColor(
                    inside(drawn, portraitCanvas),
                    new Mat(canvas, onCanvas(portraitCanvas)),
                    opencv_imgproc.COLOR_BGRA2BGR);
        }
    }

    /** Returns blue, green and red of each pixel, and the next one's coverage, which is ignored: a fast way to skip it. */
    private static Mat bgra(RenderedCrop drawing) {
        ByteBuffer fromBlue = drawing.abgr().slice(1, RenderedCrop.pixels(drawing.size()));
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
    private static Mat inside(Mat fitted, PortraitCanvas portraitCanvas) {
        PortraitCanvas.Region region = portraitCanvas.region();
        Crop crop = portraitCanvas.crop();
        return new Mat(
                fitted,
                new Rect(region.left() - crop.left(), region.top() - crop.top(), region.width(), region.height()));
    }

    private static Rect onCanvas(PortraitCanvas portraitCanvas) {
        PortraitCanvas.Region region = portraitCanvas.region();
        return new Rect(region.left(), region.top(), region.width(), region.height());
    }

    @Override
    public Picture code(PortraitCanvas portraitCanvas, PictureCodec codec) {
        return new Picture(codec, portraitCanvas.width(), portraitCanvas.height(), coded(portraitCanvas, codec));
    }

    private static Bytes coded(PortraitCanvas portraitCanvas, PictureCodec codec) {
        return switch (codec) {
            case JPEG -> coded(portraitCanvas, PictureEncoder::jpeg);
            case PNG -> coded(portraitCanvas, PictureEncoder::png);
            case RAW_BGR -> raw(portraitCanvas);
        };
    }

    private static Bytes coded(PortraitCanvas portraitCanvas, Function<Mat, Bytes> codec) {
        try (PointerScope _ = new PointerScope()) {
            return codec.apply(
                    mat(portraitCanvas.canvas(), portraitCanvas.width(), portraitCanvas.height(), opencv_core.CV_8UC3));
        }
    }

    private static Bytes raw(PortraitCanvas portraitCanvas) {
        byte[] bytes = new byte[portraitCanvas.width() * portraitCanvas.height() * 3];
        portraitCanvas.canvas().get(0, bytes);
        return Bytes.of(bytes);
    }

    @Override
    public Bytes codeCoverage(RenderedCrop drawing, PortraitCanvas portraitCanvas) {
        try (PointerScope _ = new PointerScope()) {
            Mat alpha = new Mat();
            opencv_core.extractChannel(
                    mat(drawing.abgr(), drawing.size(), drawing.size(), opencv_core.CV_8UC4), alpha, 0);
            Mat drawn = fitted(alpha, portraitCanvas.crop());
            Mat coverage = new Mat(portraitCanvas.height(), portraitCanvas.width(), opencv_core.CV_8UC1, Scalar.all(0));
            inside(drawn, portraitCanvas).copyTo(new Mat(coverage, onCanvas(portraitCanvas)));
            return PictureEncoder.png(coverage);
        }
    }

    private static Mat mat(ByteBuffer direct, int width, int height, int type) {
        return new Mat(height, width, type, new BytePointer(direct));
    }
}
