package dev.marotte.standalone.doctor.opencv;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_VERSION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import dev.marotte.standalone.doctor.DoctorFinding;
import java.util.List;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Encodes and decodes a small picture with each codec. */
public final class OpencvCheck {
    private static final List<String> PICTURES = List.of(".jpg", ".png", ".webp", ".tiff", ".bmp");

    private OpencvCheck() {}

    /** @throws LinkageError if the native libraries cannot be loaded */
    public static List<DoctorFinding> examine() {
        String failed =
                PICTURES.stream().filter(extension -> !survives(extension)).collect(Collectors.joining(", "));
        return List.of(
                DoctorFinding.works("OpenCV", CV_VERSION),
                failed.isEmpty()
                        ? DoctorFinding.works("pictures read", String.join(", ", PICTURES))
                        : DoctorFinding.broken("pictures read", "this OpenCV cannot read " + failed));
    }

    private static boolean survives(String extension) {
        try (var scope = new PointerScope();
                var picture = new Mat(16, 16, CV_8UC3, Scalar.all(128));
                var coded = new BytePointer()) {
            if (!imencode(extension, picture, coded)) {
                return false;
            }
            try (var bytes = new Mat(coded)) {
                return imdecode(bytes, IMREAD_COLOR).cols() == 16;
            }
        }
    }
}
