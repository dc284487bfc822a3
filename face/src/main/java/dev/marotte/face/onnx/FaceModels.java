package dev.marotte.face.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.marotte.face.FaceDetector;
import dev.marotte.face.FaceFinder;
import dev.marotte.face.FaceMesh;
import dev.marotte.face.FaceTracker;
import dev.marotte.face.ZoomingFaceDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The detector and the mesh, loaded once and shared by all threads. The objects that the methods return keep buffers and belong to one thread each; close
 * this after their last use.
 */
public final class FaceModels implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession detector;
    private final OrtSession mesh;

    private FaceModels(OrtEnvironment environment, OrtSession detector, OrtSession mesh) {
        this.environment = environment;
        this.detector = detector;
        this.mesh = mesh;
    }

    /** @throws IllegalStateException if ONNX Runtime cannot run the models on this machine */
    public static FaceModels load() {
        OrtEnvironment environment = OnnxRuntime.environment();
        return new FaceModels(
                environment, session(environment, "face_detector.onnx"), session(environment, "face_mesh.onnx"));
    }

    /** Finds faces that are at least 40 pixels in size. One thread. */
    public FaceDetector detector() {
        return new ZoomingFaceDetector(new OnnxFaceDetector(environment, detector));
    }

    /** One thread. */
    public FaceMesh mesh() {
        return new OnnxFaceMesh(environment, mesh);
    }

    /** Tracks faces in the frames of clips. One thread. */
    public FaceTracker tracker() {
        FaceDetector quick = ZoomingFaceDetector.withoutZoom(new OnnxFaceDetector(environment, detector));
        return new FaceTracker(quick, detector(), mesh());
    }

    /** Finds faces in still pictures. One thread. */
    public FaceFinder finder() {
        return new FaceFinder(detector(), mesh());
    }

    @Override
    public void close() {
        try (mesh;
                detector) {
            // The environment stays open: it belongs to the process.
        } catch (OrtException e) {
            throw new IllegalStateException("cannot close a face model", e);
        }
    }

    /** Uses one thread for each model: a frame's work is too short to share, and other stages need the cores. */
    private static OrtSession session(OrtEnvironment environment, String name) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return environment.createSession(read(name), options);
        } catch (OrtException e) {
            throw new IllegalStateException("cannot load " + name, e);
        }
    }

    private static byte[] read(String name) {
        try (InputStream model = FaceModels.class.getResourceAsStream("/dev/marotte/face/" + name)) {
            if (model == null) {
                throw new IllegalStateException(name + " is missing from this build");
            }
            return model.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
