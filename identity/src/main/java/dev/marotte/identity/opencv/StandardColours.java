package dev.marotte.identity.opencv;

import dev.marotte.identity.picture.Colours;
import dev.marotte.identity.picture.ProfiledColours;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Converts decoded pictures to sRGB: everything downstream of enrolment, and what the sink declares for its pictures, assumes sRGB. Call it in a pointer
 * scope.
 */
final class StandardColours {
    private StandardColours() {}

    /** @param picture 8-bit B, G, R */
    static Mat of(Mat picture, Colours colours) {
        return ProfiledColours.of(colours)
                .map(profiled -> of(picture, profiled))
                .orElse(picture);
    }

    private static Mat of(Mat picture, ProfiledColours profiled) {
        return switch (profiled.channels()) {
            case 3 -> converted(samples(picture, opencv_imgproc.COLOR_BGR2RGB), picture, profiled);
            case 1 ->
                isGrey(picture)
                        ? converted(samples(picture, opencv_imgproc.COLOR_BGR2GRAY), picture, profiled)
                        : picture;
            default -> picture;
        };
    }

    private static Mat converted(byte[] samples, Mat picture, ProfiledColours profiled) {
        return mat(profiled.toStandard(samples, picture.cols(), picture.rows()), picture.cols(), picture.rows());
    }

    /** @param rgb rows of 8-bit R, G, B */
    static Mat mat(byte[] rgb, int width, int height) {
        Mat bgr = new Mat();
        opencv_imgproc.cvtColor(
                new Mat(height, width, opencv_core.CV_8UC3, new BytePointer(rgb)), bgr, opencv_imgproc.COLOR_RGB2BGR);
        return bgr;
    }

    private static byte[] samples(Mat picture, int conversion) {
        Mat converted = new Mat();
        opencv_imgproc.cvtColor(picture, converted, conversion);
        byte[] bytes = new byte[Math.toIntExact(converted.total() * converted.channels())];
        converted.data().get(bytes);
        return bytes;
    }

    /** Tells whether a picture is grey: only then may a profile for greys apply. */
    private static boolean isGrey(Mat picture) {
        Mat blue = new Mat();
        Mat red = new Mat();
        opencv_core.extractChannel(picture, blue, 0);
        opencv_core.extractChannel(picture, red, 2);
        Mat difference = new Mat();
        opencv_core.absdiff(blue, red, difference);
        return opencv_core.countNonZero(difference) == 0;
    }
}
