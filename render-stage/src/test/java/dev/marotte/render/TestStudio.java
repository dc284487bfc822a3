package dev.marotte.render;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.render.onnx.DeviceChoice;
import dev.marotte.render.onnx.OnnxDevice;
import dev.marotte.render.onnx.OnnxEncoder;
import dev.marotte.render.onnx.OnnxGenerator;
import dev.marotte.render.opencv.OpenCvPortraits;
import java.util.List;
import java.util.stream.Stream;

/** The real thing on the CPU: a bundle, the face models, OpenCV. */
public final class TestStudio implements AutoCloseable {
    private final Bundle bundle;
    private final FaceModels faces = FaceModels.load();
    private final OnnxEncoder encoder;
    private final OnnxGenerator generator;

    /** With the standard bundle. */
    public TestStudio() {
        this(BundleSource.standard());
    }

    public TestStudio(BundleSource source) {
        bundle = BundleReader.read(source);
        OnnxDevice device = OnnxDevice.open(DeviceChoice.CPU, bundle.generatorModel(), 1);
        encoder = OnnxEncoder.open(bundle, device);
        generator = OnnxGenerator.open(bundle, device);
    }

    public Bundle bundle() {
        return bundle;
    }

    public OnnxGenerator generator() {
        return generator;
    }

    public EnrolledIdentity enrol(String... portraits) {
        return enrol(Stream.of(portraits).map(TestPortraits::picture).toList());
    }

    public EnrolledIdentity enrol(List<SourcePicture> pictures) {
        return new Enrolment(bundle, encoder, faces.finder(), new OpenCvPortraits()).enrol(pictures);
    }

    @Override
    public void close() {
        generator.close();
        encoder.close();
        faces.close();
    }
}
