package dev.marotte.standalone.opencv;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Codes a picture as WebP, which the JDK cannot. */
public final class WebpMaker {
    private WebpMaker() {}

    /** Of a JPEG. */
    public static byte[] code(byte[] jpeg) {
        try (var scope = new PointerScope()) {
            Mat picture = imdecode(new Mat(new BytePointer(jpeg)), IMREAD_COLOR);
            var coded = new BytePointer();
            imencode(".webp", picture, coded);
            byte[] bytes = new byte[(int) coded.limit()];
            coded.get(bytes);
            return bytes;
        }
    }
}
