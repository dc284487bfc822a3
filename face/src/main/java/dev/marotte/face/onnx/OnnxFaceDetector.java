package dev.marotte.face.onnx;

import static dev.marotte.face.onnx.OnnxFaceMesh.floats;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.CropTransform;
import dev.marotte.face.Detection;
import dev.marotte.face.Detections;
import dev.marotte.face.FaceRegion;
import dev.marotte.face.Pixels;
import dev.marotte.face.ZoomingFaceDetector;
import dev.marotte.face.opencv.Cropper;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** MediaPipe's short-range detector, on a crop of 128 × 128. One thread: the crop's buffer is reused. */
final class OnnxFaceDetector implements ZoomingFaceDetector.RegionDetector {
    private static final int SIZE = 128;
    /** MediaPipe's own limit. The mesh decides finally whether it is a face. */
    private static final double MINIMUM_SCORE = 0.5;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ByteBuffer rgb = ByteBuffer.allocateDirect(SIZE * SIZE * 3);

    OnnxFaceDetector(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    @Override
    public List<Detection> detect(Pixels picture, FaceRegion part) {
        Cropper.crop(picture, CropTransform.of(part, SIZE), SIZE, rgb);
        try (OnnxTensor pictures =
                        OnnxTensor.createTensor(environment, rgb, new long[] {1, SIZE, SIZE, 3}, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("pictures", pictures))) {
            return new Detections(floats(result, "scores"), floats(result, "boxes"), floats(result, "keypoints"))
                    .faces(part, MINIMUM_SCORE);
        } catch (OrtException e) {
            throw new IllegalStateException("the face detector failed", e);
        }
    }
}
