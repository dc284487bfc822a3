package dev.marotte.standalone.session;

import dev.marotte.face.onnx.FaceModels;
import dev.marotte.render.Bundle;
import dev.marotte.render.BundleReader;
import dev.marotte.render.EnrolledIdentity;
import dev.marotte.render.Enrolment;
import dev.marotte.render.GeneratorChoice;
import dev.marotte.render.SourcePicture;
import dev.marotte.render.onnx.OnnxDevice;
import dev.marotte.render.onnx.OnnxEncoder;
import dev.marotte.render.opencv.OpenCvPortraits;
import java.util.List;

/** The models that enrolment needs, loaded for as long as it takes. */
public final class EnrolmentModels {
    private static final int THREADS = 1;

    private EnrolmentModels() {}

    /**
     * Makes an identity of the pictures of one person.
     *
     * @throws dev.marotte.schemas.BadInputException if one of them shows no face, or cannot be read
     */
    public static EnrolledIdentity enrol(GeneratorChoice generator, List<SourcePicture> pictures) {
        Bundle bundle = BundleReader.read(generator.bundle());
        OnnxDevice device = OnnxDevice.open(generator.device(), bundle.encoderModel(), THREADS);
        try (FaceModels faces = FaceModels.load();
                OnnxEncoder encoder = OnnxEncoder.open(bundle, device)) {
            return new Enrolment(bundle, encoder, faces.finder(), new OpenCvPortraits()).enrol(pictures);
        }
    }
}
