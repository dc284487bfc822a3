package dev.marotte.identity.opencv;

import dev.marotte.identity.SourcePicture;
import dev.marotte.identity.SourcePictureReader;
import dev.marotte.identity.picture.PictureFacts;
import dev.marotte.identity.picture.PictureKind;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Bytes;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes source pictures: opaque, in sRGB, upright, no larger than full HD. Must be called in a pointer scope. */
final class SourceDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(SourceDecoder.class);

    private SourceDecoder() {}

    static Mat read(SourcePicture picture) {
        PictureFacts facts = picture.facts();
        Mat decoded = picture.kind() == PictureKind.JPEG ? JpegDecoder.decode(picture) : decoded(picture, facts);
        return turned(StandardColours.of(scaledDown(decoded), facts.colours()), facts.orientation());
    }

    /** Reading in colour gives three 8-bit channels for any kind of file, but drops transparency. */
    private static Mat decoded(SourcePicture picture, PictureFacts facts) {
        if (facts.alpha()) {
            Mat unchanged = decoded(picture, facts.plain(), opencv_imgcodecs.IMREAD_UNCHANGED);
            return OnWhite.of(unchanged, reduction(facts));
        }
        return decoded(
                picture, facts.plain(), opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
    }

    /** @throws BadInputException if OpenCV cannot decode it */
    static Mat decoded(SourcePicture picture, Bytes file, int flags) {
        return decoded(file, file.size(), flags).orElseThrow(() -> damaged(picture));
    }

    /**
     * Decodes a file; empty if OpenCV cannot decode it.
     *
     * @param length number of the file's bytes to decode
     */
    static Optional<Mat> decoded(Bytes file, int length, int flags) {
        try {
            Mat decoded = opencv_imgcodecs.imdecode(
                    new Mat(1, length, opencv_core.CV_8U, new BytePointer(file.unsafeArray())), flags);
            return decoded.empty() ? Optional.empty() : Optional.of(decoded);
        } catch (RuntimeException e) {
            // OpenCV throws for some broken files and returns an empty picture for others.
            LOG.atDebug().setCause(e).log("a source picture was not decoded");
            return Optional.empty();
        }
    }

    static BadInputException damaged(SourcePicture picture) {
        return new BadInputException(
                picture.name() + " cannot be read: it is damaged, or a rare variety; save it as JPEG or PNG");
    }

    /** Returns how many pixels in a row one pixel may replace without the result being smaller than full HD. */
    static int reduction(PictureFacts facts) {
        return Math.max(1, (int) (1 / SourcePictureReader.room(facts.width(), facts.height())));
    }

    private static Mat scaledDown(Mat picture) {
        double scale = SourcePictureReader.room(picture.cols(), picture.rows());
        if (scale >= 1) {
            return picture;
        }
        Mat smaller = new Mat();
        opencv_imgproc.resize(picture, smaller, scaled(picture, scale), 0, 0, opencv_imgproc.INTER_AREA);
        return smaller;
    }

    private static Size scaled(Mat picture, double scale) {
        return new Size(Math.max(2, (int) Math.round(picture.cols() * scale)), Math.max(2, (int)
                Math.round(picture.rows() * scale)));
    }

    /** Turns the picture as EXIF says: numbers above 4 swap rows and columns, and each half of the numbers has four ways of mirroring. */
    private static Mat turned(Mat picture, int orientation) {
        Mat upright = picture;
        if (orientation > 4) {
            upright = new Mat();
            opencv_core.transpose(picture, upright);
        }
        return switch (orientation) {
            case 2, 6 -> flipped(upright, 1);
            case 3, 7 -> flipped(upright, -1);
            case 4, 8 -> flipped(upright, 0);
            default -> upright;
        };
    }

    private static Mat flipped(Mat picture, int around) {
        Mat flipped = new Mat();
        opencv_core.flip(picture, flipped, around);
        return flipped;
    }
}
