package dev.marotte.render;

import dev.marotte.face.onnx.Device;
import dev.marotte.face.onnx.FaceModels;
import dev.marotte.identity.Bundle;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.EnrolledIdentity;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.identity.LoadedBundle;
import dev.marotte.identity.PortraitEnrolment;
import dev.marotte.identity.SourcePicture;
import dev.marotte.render.onnx.OnnxModel;
import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The real thing on the CPU: a bundle, the face models, OpenCV; and the portraits of the module identity. */
public final class TestStudio implements AutoCloseable {
    private final LoadedBundle loaded;
    private final FaceModels faces = FaceModels.load();
    private final OnnxModel model;
    private final Generator generator;

    /** With the standard bundle. */
    public TestStudio() {
        this(BundleSource.landmarkWarp());
    }

    public TestStudio(BundleSource source) {
        loaded = LoadedBundle.load(new GeneratorChoice(source, Device.CPU, 1));
        model = OnnxModel.open(loaded.bundle(), loaded.device());
        generator = model.generator();
    }

    public Bundle bundle() {
        return loaded.bundle();
    }

    public Generator generator() {
        return generator;
    }

    public EnrolledIdentity enrol(String portrait) {
        return new PortraitEnrolment(loaded, faces).enrol(List.of(new SourcePicture(portrait, portrait(portrait))));
    }

    /** A portrait's file. */
    public static Bytes portrait(String name) {
        try (InputStream in = TestStudio.class.getResourceAsStream("/portraits/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no test portrait " + name);
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        model.close();
        faces.close();
    }
}
