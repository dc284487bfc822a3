package dev.marotte.media.opencv;

import dev.marotte.schemas.Bytes;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Encodes matrices as files. Any thread. */
public final class MatEncoder {
    private MatEncoder() {}

    /** @param quality 0 to 100 */
    public static Bytes jpeg(Mat picture, int quality) throws IOException {
        try (BytePointer coded = new BytePointer();
                IntPointer parameters = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality)) {
            return bytes(opencv_imgcodecs.imencode(".jpg", picture, coded, parameters), coded);
        }
    }

    /** Encodes with OpenCV's default compression. */
    public static Bytes png(Mat picture) throws IOException {
        try (BytePointer coded = new BytePointer()) {
            return bytes(opencv_imgcodecs.imencode(".png", picture, coded), coded);
        }
    }

    private static Bytes bytes(boolean done, BytePointer coded) throws IOException {
        if (!done) {
            throw new IOException("a picture cannot be coded");
        }
        byte[] bytes = new byte[Math.toIntExact(coded.limit())];
        coded.get(bytes);
        return Bytes.of(bytes);
    }
}
