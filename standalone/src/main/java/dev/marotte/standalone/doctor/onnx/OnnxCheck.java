package dev.marotte.standalone.doctor.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.marotte.face.onnx.OnnxRuntime;
import dev.marotte.standalone.doctor.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs a graph of one node on each device: the list of providers names CUDA where none works. */
public final class OnnxCheck {
    private OnnxCheck() {}

    /** @throws LinkageError where the natives cannot be loaded */
    public static List<Finding> examine() {
        OrtEnvironment environment = OnnxRuntime.environment();
        return List.of(cpu(environment), cuda(environment));
    }

    private static Finding cpu(OrtEnvironment environment) {
        try (var options = new SessionOptions()) {
            runIdentity(environment, options);
            return Finding.works("ONNX Runtime", environment.getVersion() + ", runs on the CPU");
        } catch (OrtException e) {
            return Finding.broken("ONNX Runtime", firstLine(e));
        }
    }

    private static Finding cuda(OrtEnvironment environment) {
        try (var options = new SessionOptions()) {
            options.addCUDA(0);
            runIdentity(environment, options);
            return Finding.works("CUDA", "runs on device 0");
        } catch (OrtException e) {
            return Finding.absent("CUDA", "not usable, so everything runs on the CPU: " + firstLine(e));
        }
    }

    private static void runIdentity(OrtEnvironment environment, SessionOptions options) throws OrtException {
        try (OrtSession session = environment.createSession(identityGraph(), options);
                OnnxTensor one = OnnxTensor.createTensor(environment, new float[] {1});
                OrtSession.Result result = session.run(Map.of("x", one))) {
            if (((float[]) result.get(0).getValue())[0] != 1) {
                throw new OrtException("the identity of 1 is not 1");
            }
        }
    }

    private static byte[] identityGraph() {
        try (InputStream graph = OnnxCheck.class.getResourceAsStream("identity.onnx")) {
            return Objects.requireNonNull(graph, "identity.onnx is in the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(OrtException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("no reason given")
                .strip();
    }
}
