package dev.marotte.identity.opencv;

import dev.marotte.face.Pixels;
import dev.marotte.identity.Crop;
import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.SourcePictureReader;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Source pictures with OpenCV. Safe for use by several threads. */
public final class OpenCvPictureReader implements SourcePictureReader {
    private static final Logger LOG = LoggerFactory.getLogger(OpenCvPictureReader.class);

    public OpenCvPictureReader() {
        if (!OpenCvLog.isOurs()) {
            LOG.info("OpenCV's own lines go to the terminal here");
        }
    }

    @Override
    public Pixels read(SourcePicture picture) {
        try (PointerScope _ = new PointerScope()) {
            return pixels(even(SourceDecoder.read(picture)));
        } catch (OutOfMemoryError e) {
            // The picture's own buffers are by far the largest; they are freed by now.
            throw new BadInputException(
                    picture.name() + " cannot be read: it takes more memory than there is; save it smaller", e);
        }
    }

    /** Copies a picture out of OpenCV's memory. */
    private static Pixels pixels(Mat picture) {
        ByteBuffer bgr = ByteBuffer.allocateDirect(picture.cols() * picture.rows() * 3);
        picture.copyTo(new Mat(picture.rows(), picture.cols(), opencv_core.CV_8UC3, new BytePointer(bgr)));
        return Pixels.over(picture.cols(), picture.rows(), 1, bgr);
    }

    private static Mat mat(Pixels picture) {
        return new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, new BytePointer(picture.bgr()));
    }

    /** Video codecs halve the resolution of colour, so they take even sides only. */
    private static Mat even(Mat picture) {
        return new Mat(picture, new Rect(0, 0, Math.max(1, picture.cols() & ~1), Math.max(1, picture.rows() & ~1)));
    }

    @Override
    public ByteBuffer cut(Pixels picture, Crop crop) {
        ByteBuffer rgb = ByteBuffer.allocateDirect(crop.size() * crop.size() * 3);
        try (PointerScope _ = new PointerScope()) {
            Mat square = fitted(square(mat(picture), crop), crop);
            Mat cut = new Mat(crop.size(), crop.size(), opencv_core.CV_8UC3, new BytePointer(rgb));
            opencv_imgproc.cvtColor(square, cut, opencv_imgproc.COLOR_BGR2RGB);
        }
        return rgb;
    }

    private static Mat square(Mat whole, Crop crop) {
        int left = Math.max(0, -crop.left());
        int top = Math.max(0, -crop.top());
        int right = Math.max(0, crop.left() + crop.side() - whole.cols());
        int bottom = Math.max(0, crop.top() + crop.side() - whole.rows());
        Mat inside = new Mat(
                whole,
                new Rect(crop.left() + left, crop.top() + top, crop.side() - left - right, crop.side() - top - bottom));
        Mat square = new Mat();
        opencv_core.copyMakeBorder(
                inside, square, top, bottom, left, right, opencv_core.BORDER_REPLICATE | opencv_core.BORDER_ISOLATED);
        return square;
    }

    private static Mat fitted(Mat square, Crop crop) {
        if (crop.isExact()) {
            return square;
        }
        Mat fitted = new Mat();
        int filter = crop.size() > crop.side() ? opencv_imgproc.INTER_CUBIC : opencv_imgproc.INTER_AREA;
        opencv_imgproc.resize(square, fitted, new Size(crop.size(), crop.size()), 0, 0, filter);
        return fitted;
    }

    @Override
    public Picture code(Pixels picture) {
        try (PointerScope _ = new PointerScope()) {
            return new Picture(PictureCodec.PNG, picture.width(), picture.height(), PictureEncoder.png(mat(picture)));
        }
    }
}
