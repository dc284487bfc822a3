package dev.marotte.face.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.CropTransform;
import dev.marotte.face.FaceMesh;
import dev.marotte.face.FaceRegion;
import dev.marotte.face.Pixels;
import dev.marotte.face.opencv.Cropper;
import dev.marotte.schemas.FaceLandmarks;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;

/** MediaPipe's face mesh with attention, on a crop of 192 × 192. One thread: the crop's buffer is reused. */
final class OnnxFaceMesh implements FaceMesh {
    static final int SIZE = 192;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final ByteBuffer rgb = ByteBuffer.allocateDirect(SIZE * SIZE * 3);

    OnnxFaceMesh(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    @Override
    public Fit fit(Pixels picture, FaceRegion region) {
        CropTransform crop = CropTransform.of(region, SIZE);
        Cropper.crop(picture, crop, SIZE, rgb);
        try (OnnxTensor pictures =
                        OnnxTensor.createTensor(environment, rgb, new long[] {1, SIZE, SIZE, 3}, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("pictures", pictures))) {
            return new Fit(FaceLandmarks.of(crop.toFrame(floats(result, "landmarks"))), floats(result, "presence")[0]);
        } catch (OrtException e) {
            throw new IllegalStateException("the face mesh failed", e);
        }
    }

    static float[] floats(OrtSession.Result result, String output) {
        FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        float[] floats = new float[values.remaining()];
        values.get(floats);
        return floats;
    }
}
