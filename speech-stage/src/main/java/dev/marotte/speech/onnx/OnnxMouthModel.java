package dev.marotte.speech.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.speech.MouthModel;
import dev.marotte.speech.MouthPose;
import dev.marotte.speech.VoiceSamples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;

/** The model of models/speech on one thread of the CPU, loaded once and shared. Safe for use by several threads; close it after their last use. */
public final class OnnxMouthModel implements MouthModel, AutoCloseable {
    private static final String RESOURCE = "/dev/marotte/speech/mouth_model.onnx";

    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxMouthModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** @throws IllegalStateException if ONNX Runtime cannot run the model on this machine */
    public static OnnxMouthModel load() {
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new OnnxMouthModel(environment, environment.createSession(bytes(), options));
        } catch (OrtException e) {
            throw new IllegalStateException("cannot load the model of the mouth", e);
        }
    }

    private static byte[] bytes() {
        try (InputStream model = OnnxMouthModel.class.getResourceAsStream(RESOURCE)) {
            if (model == null) {
                throw new IllegalStateException(RESOURCE + " is missing from this build");
            }
            return model.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public MouthPose hear(float[] window) {
        try (OnnxTensor samples = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(window), new long[] {1, VoiceSamples.WINDOW});
                OrtSession.Result result = session.run(Map.of("samples", samples))) {
            FloatBuffer mouth = ((OnnxTensor) result.get("mouth").orElseThrow()).getFloatBuffer();
            return new MouthPose(mouth.get(0), mouth.get(1), mouth.get(2), mouth.get(3), mouth.get(4));
        } catch (OrtException e) {
            throw new IllegalStateException("the model of the mouth failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close the model of the mouth", e);
        }
    }
}
