package dev.marotte.standalone;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.render.Artist;
import dev.marotte.render.Bundle;
import dev.marotte.render.BundleReader;
import dev.marotte.render.EnrolledIdentity;
import dev.marotte.render.Enrolment;
import dev.marotte.render.SourcePicture;
import dev.marotte.render.onnx.OnnxDevice;
import dev.marotte.render.onnx.OnnxEncoder;
import dev.marotte.render.onnx.OnnxGenerator;
import dev.marotte.render.opencv.OpenCvPasteBack;
import dev.marotte.render.opencv.OpenCvPortraits;
import java.util.List;

/** The models of a run, loaded while the broker starts; the generator while portraits are enrolled. Close after the last stage that uses them. */
final class Natives implements AutoCloseable {
    /** Of one run of the generator: with one core the other stages keep theirs. */
    private static final int RENDER_THREADS = 1;

    private final FaceModels faces;
    private final Bundle bundle;
    private final OnnxDevice device;
    private final Eventual<OnnxGenerator> generator;

    private Natives(FaceModels faces, Bundle bundle, OnnxDevice device) {
        this.faces = faces;
        this.bundle = bundle;
        this.device = device;
        generator = Eventual.begin("load-generator", () -> OnnxGenerator.open(bundle, device));
    }

    static Natives load(Generation generation) {
        Bundle bundle = BundleReader.read(generation.bundle());
        OnnxDevice device = OnnxDevice.open(generation.device(), bundle.encoderModel(), RENDER_THREADS);
        return new Natives(FaceModels.load(), bundle, device);
    }

    FaceModels faces() {
        return faces;
    }

    /** What identities are bound to. */
    String generatorId() {
        return bundle.id();
    }

    /** Waits for the generator: one that cannot be used is refused before anything is written for it. */
    Natives complete() throws InterruptedException {
        generator.get();
        return this;
    }

    /** For one render loop. */
    Artist artist() throws InterruptedException {
        return new Artist(generator.get(), new OpenCvPasteBack());
    }

    EnrolledIdentity enrol(List<SourcePicture> pictures) {
        try (OnnxEncoder encoder = OnnxEncoder.open(bundle, device)) {
            return new Enrolment(bundle, encoder, faces.finder(), new OpenCvPortraits()).enrol(pictures);
        }
    }

    @Override
    public void close() {
        generator.close();
        faces.close();
    }
}
