package dev.marotte.studio.ffmpeg;

import dev.marotte.media.opencv.MatDecoder;
import dev.marotte.media.opencv.MatEncoder;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.studio.people.PortraitPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Portraits scaled down and encoded as JPEG, for the gallery and as slates. Any thread. */
public final class JpegPortrait implements PortraitPicture {
    private static final int LONGEST_SIDE = 720;
    private static final int QUALITY = 85;

    @Override
    public Picture of(Picture portrait) {
        try (Mat picture = new Mat()) {
            MatDecoder.decode(portrait, picture);
            return small(picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Picture small(Mat picture) throws IOException {
        try (Mat small = smaller(picture)) {
            return new Picture(PictureCodec.JPEG, small.cols(), small.rows(), MatEncoder.jpeg(small, QUALITY));
        }
    }

    private static Mat smaller(Mat picture) {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(picture.cols(), picture.rows()));
        Mat small = new Mat();
        try (Size size = new Size(Math.max(1, (int) Math.round(picture.cols() * scale)), Math.max(1, (int)
                Math.round(picture.rows() * scale)))) {
            opencv_imgproc.resize(picture, small, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
        return small;
    }
}
