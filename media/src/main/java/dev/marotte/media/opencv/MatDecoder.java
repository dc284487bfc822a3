package dev.marotte.media.opencv;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes pictures into the caller's matrices. Any thread, but only one per matrix. */
public final class MatDecoder {
    private MatDecoder() {}

    /** @param into becomes the picture at its own size: 8 bits, B, G, R */
    public static void decode(Picture picture, Mat into) throws IOException {
        switch (picture.codec()) {
            case RAW_BGR -> copy(picture, into);
            case JPEG, PNG -> decode(picture.bytes(), opencv_imgcodecs.IMREAD_COLOR, into);
        }
    }

    /** @param into becomes one channel of 8 bits */
    public static void decodeGrey(Bytes coded, Mat into) throws IOException {
        decode(coded, opencv_imgcodecs.IMREAD_GRAYSCALE, into);
    }

    private static void copy(Picture picture, Mat into) {
        try (BytePointer bytes = new BytePointer(picture.bytes().unsafeArray());
                Mat raw = new Mat(picture.height(), picture.width(), opencv_core.CV_8UC3, bytes)) {
            raw.copyTo(into);
        }
    }

    private static void decode(Bytes file, int flags, Mat into) throws IOException {
        try (BytePointer bytes = new BytePointer(file.unsafeArray());
                Mat coded = new Mat(1, file.size(), opencv_core.CV_8UC1, bytes);
                Mat decoded = opencv_imgcodecs.imdecode(coded, flags, into)) {
            if (decoded.empty()) {
                throw new IOException("a picture cannot be decoded");
            }
        }
    }
}
