package dev.marotte.studio.ffmpeg;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.studio.people.PortraitPicture;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Portraits scaled down and coded as JPEG, for the gallery and as slates. Any thread. */
public final class JpegPortrait implements PortraitPicture {
    private static final int LONGEST_SIDE = 720;
    private static final int QUALITY = 85;

    @Override
    public Picture of(Picture portrait) {
        try (BytePointer bytes = new BytePointer(portrait.bytes().unsafeArray());
                Mat coded = new Mat(1, (int) bytes.limit(), opencv_core.CV_8UC1, bytes);
                Mat picture = opencv_imgcodecs.imdecode(coded, opencv_imgcodecs.IMREAD_COLOR);
                Mat small = smaller(picture)) {
            return new Picture(PictureCodec.JPEG, small.cols(), small.rows(), jpeg(small));
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

    private static Bytes jpeg(Mat picture) {
        try (BytePointer buffer = new BytePointer();
                IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY)) {
            opencv_imgcodecs.imencode(".jpg", picture, buffer, parameters);
            byte[] bytes = new byte[(int) buffer.limit()];
            buffer.get(bytes);
            return Bytes.of(bytes);
        }
    }
}
