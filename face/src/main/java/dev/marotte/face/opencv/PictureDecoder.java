package dev.marotte.face.opencv;

import dev.marotte.face.PictureSource;
import dev.marotte.face.Pixels;
import dev.marotte.schemas.Picture;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes the pictures of frames, one after another, into one buffer that it keeps. One thread. */
public final class PictureDecoder {
    private ByteBuffer bgr = ByteBuffer.allocateDirect(0);

    /** Returns the picture, not decoded yet. Pixels decoded from it are valid until this decoder decodes again. */
    public PictureSource source(Picture picture) {
        return new Source(picture);
    }

    /** Decodes at full size; empty if the bytes are broken or do not have the picture's stated size. */
    public Optional<Pixels> decode(Picture picture) {
        return source(picture).decode(1);
    }

    private Optional<Pixels> decode(Picture picture, int reduction) {
        return switch (picture.codec()) {
            case JPEG -> decode(picture, reduction, jpegFlags(reduction));
            case PNG -> decode(picture, 1, opencv_imgcodecs.IMREAD_COLOR_BGR);
            case RAW_BGR -> copy(picture);
        };
    }

    /** libjpeg scales down while it decodes, which costs a fraction of decoding all of it and averages correctly. */
    private static int jpegFlags(int reduction) {
        return opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION
                | switch (reduction) {
                    case 1 -> opencv_imgcodecs.IMREAD_COLOR_BGR;
                    case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
                    case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
                    case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
                    default -> throw new IllegalArgumentException("JPEG is reduced by 1, 2, 4 or 8, not " + reduction);
                };
    }

    private Optional<Pixels> decode(Picture picture, int reduction, int flags) {
        int width = (picture.width() + reduction - 1) / reduction;
        int height = (picture.height() + reduction - 1) / reduction;
        reserve(width * height * 3);
        try (PointerScope scope = new PointerScope()) {
            Mat coded = new Mat(
                    1,
                    picture.bytes().size(),
                    opencv_core.CV_8U,
                    new BytePointer(picture.bytes().unsafeArray()));
            Mat decoded = new Mat(height, width, opencv_core.CV_8UC3, new BytePointer(bgr));
            long before = decoded.data().address();
            boolean failed = opencv_imgcodecs.imdecode(coded, flags, decoded).empty();
            // A picture whose size differs from the stated one does not fit and was put elsewhere.
            return failed || decoded.data().address() != before
                    ? Optional.empty()
                    : Optional.of(Pixels.over(width, height, reduction, bgr));
        }
    }

    private Optional<Pixels> copy(Picture picture) {
        int length = picture.width() * picture.height() * 3;
        if (picture.bytes().size() != length) {
            return Optional.empty();
        }
        reserve(length);
        bgr.put(0, picture.bytes().unsafeArray(), 0, length);
        return Optional.of(Pixels.over(picture.width(), picture.height(), 1, bgr));
    }

    private void reserve(int length) {
        if (bgr.capacity() < length) {
            bgr = ByteBuffer.allocateDirect(length);
        }
    }

    private final class Source implements PictureSource {
        private final Picture picture;

        private Source(Picture picture) {
            this.picture = picture;
        }

        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public Optional<Pixels> decode(int reduction) {
            return PictureDecoder.this.decode(picture, reduction);
        }
    }
}
